/// What a group of processes has used, and uses: those named and all that they started.
package struct ProcessUsage: Sendable, Hashable {
    /// Processor time so far, user's and system's, in seconds, in steps of a hundredth.
    package var processorSeconds: Double
    /// Resident memory, in bytes.
    package var residentBytes: Int

    /// Why it cannot be told.
    package enum Failure: Error, Hashable, CustomStringConvertible {
        /// There is no such process, or it has ended.
        case noProcess(Int)
        /// The system has no `/proc`.
        case unsupported

        package var description: String {
            switch self {
            case .noProcess(let number): "there is no process \(number)"
            case .unsupported: "processes can be measured on Linux only"
            }
        }
    }

    /// What `processes` and their descendants use now.
    package static func now(of processes: [Int]) throws(Failure) -> ProcessUsage {
        #if os(Linux)
            var usage = ProcessUsage(processorSeconds: 0, residentBytes: 0)
            for number in try withDescendants(processes) {
                guard let status = status(of: number) else {
                    // A descendant may have ended since it was listed; its time is its parent's now.
                    if processes.contains(number) { throw .noProcess(number) }
                    continue
                }
                usage.processorSeconds += Double(status.ticks) / Double(clockTicksPerSecond())
                usage.residentBytes += residentBytes(of: number)
            }
            return usage
        #else
            throw .unsupported
        #endif
    }

    /// What `/proc/PID/stat` says: the parent, and the time of the process and of its ended children.
    struct Status: Equatable {
        var parent: Int
        var ticks: Int

        /// Reads the file's text (proc(5)); nil if it is none.
        init?(_ text: String) {
            // The second field is the program's name, in which anything may stand.
            guard let end = text.lastIndex(of: ")") else { return nil }
            let fields = text[text.index(after: end)...].split(separator: " ").map { Int($0) }
            guard fields.count > 14, let parent = fields[1] else { return nil }
            let times = fields[11...14].compactMap(\.self)
            guard times.count == 4 else { return nil }
            self.parent = parent
            ticks = times.reduce(0, +)
        }
    }

    /// The `Rss` of the text of `/proc/PID/smaps_rollup`, in bytes.
    static func residentBytes(_ rollup: String) -> Int? {
        for line in rollup.split(separator: "\n") where line.hasPrefix("Rss:") {
            return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
        }
        return nil
    }

    private static func status(of number: Int) -> Status? {
        text(ofFile: "/proc/\(number)/stat").flatMap { Status($0) }
    }

    private static func residentBytes(of number: Int) -> Int {
        text(ofFile: "/proc/\(number)/smaps_rollup").flatMap { residentBytes($0) } ?? 0
    }

    private static func withDescendants(_ roots: [Int]) throws(Failure) -> [Int] {
        var children: [Int: [Int]] = [:]
        for number in names(inFolder: "/proc").compactMap({ Int($0) }) {
            guard let status = status(of: number) else { continue }
            children[status.parent, default: []].append(number)
        }
        guard !children.isEmpty else { throw .unsupported }
        var found: [Int] = []
        var waiting = roots
        while let number = waiting.popLast() {
            guard !found.contains(number) else { continue }
            found.append(number)
            waiting += children[number] ?? []
        }
        return found
    }
}
