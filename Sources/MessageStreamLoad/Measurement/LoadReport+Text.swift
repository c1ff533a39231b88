extension LoadReport {
    /// The report for people, several lines.
    package func text(streams: Int) -> String {
        var lines = ["streams   \(passed) passed, \(failed) failed"]
        for (reason, count) in failures.sorted(by: { $0.value > $1.value }) {
            lines.append("          \(count) × \(reason)")
        }
        if let firstFailure { lines.append("          first: \(firstFailure)") }
        lines.append(
            """
            events    \(events) in \(Self.text(seconds)) s: \(Int(eventsPerSecond)) a second, \
            \(Self.text(megabytesPerSecond)) MB a second
            """)
        for (name, times) in [("first", firstEvent), ("latency", latency), ("lag", lag)] {
            guard let median = times.value(at: 0.5), let high = times.value(at: 0.99) else {
                continue
            }
            let label = name.padded(to: 10)
            lines.append(
                """
                \(label)p50 \(Self.milliseconds(median)), p99 \(Self.milliseconds(high)), \
                max \(Self.milliseconds(times.maximum)) ms
                """)
        }
        if let processes {
            let each = processorMicrosecondsPerEvent.map { ", \(Self.text($0)) µs an event" } ?? ""
            lines.append("cpu       \(Self.text(processes.processorSeconds)) s\(each)")
            let perStream = (residentBytesPerStream(streams) ?? 0) / 1024
            lines.append(
                """
                memory    \(processes.residentBytesBefore >> 10) KiB before, \
                \(processes.residentBytesOpen >> 10) KiB with all streams open: \
                \(Self.text(perStream)) KiB a stream
                """)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func milliseconds(_ nanoseconds: UInt64) -> String {
        text(Double(nanoseconds) / 1e6)
    }

    /// A number with three digits behind the point.
    private static func text(_ value: Double) -> String {
        let thousandths = Int((abs(value) * 1000).rounded())
        let digits = String(thousandths % 1000)
        let fraction = String(repeating: "0", count: 3 - digits.count) + digits
        return "\(value < 0 ? "-" : "")\(thousandths / 1000).\(fraction)"
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
