/// A line at the bottom of a terminal that is written over again and again.
struct LiveLine {
    /// More often than this nobody can read it.
    static let interval = Duration.milliseconds(50)

    /// The terminal's columns but one; in the last some terminals begin a new line.
    static let width = 79

    private var lastUpdate: ContinuousClock.Instant?

    /// What to write to show `line`; nil when the last update is too recent to show another.
    mutating func update(
        to line: @autoclosure () -> String, at now: ContinuousClock.Instant
    ) -> String? {
        if let lastUpdate, now - lastUpdate < Self.interval { return nil }
        lastUpdate = now
        return "\r\u{1b}[K" + Self.end(of: line())
    }

    /// What to write to be rid of the line; nil when there is none.
    var erasure: String? { lastUpdate == nil ? nil : "\r\u{1b}[K" }

    /// The end of `line`, as much as the terminal has room for; there it grows.
    ///
    /// Characters beyond ASCII count as two columns wide: more room than needed does no harm.
    static func end(of line: String) -> String {
        var columns = 0
        let shown = line.reversed().prefix { character in
            columns += character.isASCII ? 1 : 2
            return columns <= width - 1
        }
        return columns <= width - 1 ? line : "…" + String(shown.reversed())
    }
}
