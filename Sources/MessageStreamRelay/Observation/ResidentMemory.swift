#if Relay
    internal import Foundation

    /// How much memory the process has.
    enum ResidentMemory {
        /// The resident bytes; nil where the system has no `/proc`.
        static var bytes: Int? {
            // `VmRSS:     1234 kB`: unlike statm, in a unit that is not the page's.
            guard let file = FileHandle(forReadingAtPath: "/proc/self/status"),
                let data = try? file.readToEnd()
            else { return nil }
            let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
            guard let line = lines.first(where: { $0.hasPrefix("VmRSS:") }) else { return nil }
            return Int(line.filter(\.isNumber)).map { $0 << 10 }
        }
    }
#endif
