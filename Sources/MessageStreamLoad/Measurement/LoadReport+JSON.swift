internal import PartialJSON

extension LoadReport {
    /// The report as JSON text on one line; times are microseconds but where the name says otherwise.
    package func jsonText(streams: Int) -> String {
        let failures = failures.sorted { "\($0.key)" < "\($1.key)" }
        var report: JSONObject = [
            "streams": .object([
                "open": number(streams),
                "passed": number(passed),
                "failed": number(failed),
                "failures": .object(
                    failures.reduce(into: JSONObject()) { $0["\($1.key)"] = number($1.value) }),
            ]),
            "upstream_requests": number(upstreamRequests),
            "seconds": number(seconds),
            "events": number(events),
            "bytes": number(bytes),
            "events_per_second": number(eventsPerSecond),
            "megabytes_per_second": number(megabytesPerSecond),
            "first_event_us": quantiles(of: firstEvent),
            "latency_us": quantiles(of: latency),
            "pacing_lag_us": quantiles(of: lag),
            "own_cpu_seconds": number(ownProcessorSeconds),
        ]
        if let firstFailure { report["first_failure"] = .string("\(firstFailure)") }
        if let processes {
            report["processes"] = .object([
                "cpu_seconds": number(processes.processorSeconds),
                "cpu_us_per_event": processorMicrosecondsPerEvent.map(number) ?? .null,
                "resident_bytes_before": number(processes.residentBytesBefore),
                "resident_bytes_open": number(processes.residentBytesOpen),
                "resident_bytes_per_stream": residentBytesPerStream(streams).map(number) ?? .null,
            ])
        }
        return JSONValue.object(report).jsonText
    }

    /// Whole events a second.
    package var eventsPerSecond: Double { seconds > 0 ? Double(events) / seconds : 0 }

    /// Millions of bytes a second.
    package var megabytesPerSecond: Double { seconds > 0 ? Double(bytes) / seconds / 1e6 : 0 }

    private func quantiles(of times: LatencyHistogram) -> JSONValue {
        guard let median = times.value(at: 0.5), let high = times.value(at: 0.99) else {
            return .null
        }
        return .object([
            "p50": number(Double(median) / 1000),
            "p99": number(Double(high) / 1000),
            "max": number(Double(times.maximum) / 1000),
        ])
    }

    private func number(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

    /// Three digits behind the point are more than any of it is exact to.
    private func number(_ value: Double) -> JSONValue {
        JSONValue(floatLiteral: (value * 1000).rounded() / 1000)
    }
}
