/// How far a large file has been decoded, on one line of a terminal.
struct Progress {
    /// Smaller files are decoded before anybody gets impatient.
    static let largeFileBytes = 8 << 20

    private let size: Int
    private var line = LiveLine()

    /// The progress through a file of that size; nil when it is not large.
    init?(of size: Int?) {
        guard let size, size > Self.largeFileBytes else { return nil }
        self.size = size
    }

    /// What to write to show the progress now; nil when it is too soon.
    mutating func update(
        byteCount: Int, eventCount: Int, at now: ContinuousClock.Instant
    ) -> String? {
        let text = text(byteCount: byteCount, eventCount: eventCount)
        return line.update(to: text, at: now)
    }

    /// What to write to be rid of the line; nil when there is none.
    var erasure: String? { line.erasure }

    /// The line, such as `12 of 96 MiB (12 %), 104857 events`.
    func text(byteCount: Int, eventCount: Int) -> String {
        // A file may grow while it is read.
        let percent = min(100, 100 * byteCount / size)
        return "\(byteCount >> 20) of \(size >> 20) MiB (\(percent) %), \(eventCount) events"
    }
}
