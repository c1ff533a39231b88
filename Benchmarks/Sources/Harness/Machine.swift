private import Foundation

/// Where something was measured: numbers mean nothing without it.
public struct Machine: Codable, Sendable, CustomStringConvertible {
    /// The processor as the system calls it.
    public var processor: String
    /// The number of its cores that are in use.
    public var cores: Int
    /// The operating system.
    public var system: String
    /// The mean number of runnable threads over the last minute, ours among them: above 1, others
    /// were at work too and times are worse than the machine's.
    public var load: Double?
    /// When.
    public var date: String

    /// The machine that this runs on, now.
    public static var current: Machine {
        Machine(
            processor: fact("/proc/cpuinfo", "model name") ?? architecture,
            cores: ProcessInfo.processInfo.activeProcessorCount,
            system: ProcessInfo.processInfo.operatingSystemVersionString,
            load: try? Double(text("/proc/loadavg").prefix { $0 != " " }),
            date: Date().formatted(.iso8601.year().month().day()))
    }

    /// One line for a table.
    public var description: String {
        let load =
            load.map { ", load \($0.formatted(.number.precision(.fractionLength(1))))" } ?? ""
        return "\(processor), \(cores) cores, \(system), \(date)\(load)"
    }

    private static var architecture: String {
        #if arch(arm64)
            "arm64"
        #elseif arch(x86_64)
            "x86-64"
        #else
            "unknown processor"
        #endif
    }

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: URL(filePath: path), encoding: .utf8)
    }

    private static func fact(_ path: String, _ name: String) -> String? {
        guard let text = try? text(path) else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
