import Foundation

/// What this process holds at a moment; nothing where there is no `/proc`.
struct ProcessSample: Sendable {
    /// Since the first sample.
    var time: Duration
    /// Memory that is resident, in bytes.
    var residentBytes: Int
    /// Memory that is allocated; nil where the allocator does not tell.
    var heap: HeapSample?
    /// Files, sockets and the like that are open.
    var descriptors: Int
    /// Streams under way.
    var streams: Int

    init(time: Duration, streams: Int) {
        self.time = time
        self.streams = streams
        residentBytes = Self.residentBytes() ?? 0
        heap = HeapSample()
        descriptors = Self.descriptors()
    }

    /// The memory that `/proc/self/status` tells.
    static func residentBytes() -> Int? {
        field("VmRSS:", of: "/proc/self/status", at: 1).map { $0 << 10 }
    }

    /// The entries of `/proc/self/fd`, but for the one that reading it takes.
    static func descriptors() -> Int {
        let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        return max(0, (names?.count ?? 1) - 1)
    }

    /// How many descriptors the system permits this process; nil where it does not tell.
    static func mostDescriptors() -> Int? {
        field("Max open files", of: "/proc/self/limits", at: 3)
    }

    private static func field(_ prefix: String, of path: String, at index: Int) -> Int? {
        let text = try? String(contentsOfFile: path, encoding: .utf8)
        let line = text?.split(separator: "\n").first { $0.hasPrefix(prefix) }
        let fields = line?.split { $0 == " " || $0 == "\t" } ?? []
        return index < fields.count ? Int(fields[index]) : nil
    }
}

extension [ProcessSample] {
    /// The median of `value` in a quarter of the time, counted from 0; nil if there are no samples.
    func median(ofQuarter quarter: Int, _ value: (ProcessSample) -> Int) -> Int? {
        guard let end = last?.time else { return nil }
        let values = filter { $0.time >= end * quarter / 4 && $0.time < end * (quarter + 1) / 4 }
            .map(value).sorted()
        return values.isEmpty ? nil : values[values.count / 2]
    }
}
