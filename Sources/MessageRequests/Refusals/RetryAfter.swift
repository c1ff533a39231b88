/// How long a server wants to be left alone, as its headers say.
package enum RetryAfter {
    /// The wait that `retry-after-ms`, or else `retry-after` asks for; nil when neither is a time
    /// that lies ahead.
    ///
    /// - Parameter now: Seconds since 1970, where the headers do not tell the server's own time.
    package static func wait(in headers: HTTPHeaderFields, now: Double) -> Duration? {
        let milliseconds = headers["retry-after-ms"].flatMap(Double.init)
        if let milliseconds, let wait = duration(milliseconds, Duration.milliseconds) {
            return wait
        }
        guard let text = headers["retry-after"] else { return nil }
        if let seconds = Double(text) { return duration(seconds, Duration.seconds) }
        guard let date = HTTPDate.seconds(text) else { return nil }
        // The server's clock may be wrong; then both of its dates are.
        let served = headers["date"].flatMap(HTTPDate.seconds) ?? now
        return duration(date - served, Duration.seconds)
    }

    /// What `x-should-retry` says.
    package static func shouldRetry(in headers: HTTPHeaderFields) -> Bool? {
        switch headers["x-should-retry"] {
        case "true": true
        case "false": false
        default: nil
        }
    }

    private static func duration(_ value: Double, _ unit: (Double) -> Duration) -> Duration? {
        guard value > 0, value.isFinite else { return nil }
        // More than a Duration could hold is as good as never.
        return unit(min(value, 1e12))
    }
}
