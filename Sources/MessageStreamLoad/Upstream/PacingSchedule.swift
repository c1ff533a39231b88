/// Which of many streams is due next, if each sends at the same rate and they take turns evenly.
///
/// A binary heap by due time, without any clock or timer of its own.
struct PacingSchedule<Stream> {
    /// Nanoseconds between two events of a stream.
    let interval: UInt64
    private var entries: [(due: UInt64, stream: Stream)] = []

    init(interval: UInt64) {
        self.interval = max(1, interval)
    }

    /// When the next stream is due; nil if there is none.
    var nextDue: UInt64? { entries.first?.due }

    /// Adds stream `number` of `count`, whose turn is at that fraction of each interval from `start` on.
    mutating func add(
        _ stream: Stream, number: Int, of count: Int, from start: UInt64, now: UInt64
    ) {
        let phase = UInt64(Double(interval) * Double(number) / Double(max(1, count)))
        var due = start + phase
        if due < now { due += (now - due + interval - 1) / interval * interval }
        insert(stream, due: due)
    }

    /// Takes the stream out that is due the longest, if any is; returns it and its due time.
    ///
    /// It is put back with ``putBack(_:after:)`` if it has more to send.
    mutating func takeDue(at now: UInt64) -> (stream: Stream, due: UInt64)? {
        guard let first = entries.first, first.due <= now else { return nil }
        let last = entries.removeLast()
        if !entries.isEmpty {
            entries[0] = last
            sink()
        }
        return (first.stream, first.due)
    }

    /// Puts a stream back whose turn was at `due`: its next one is an interval later, however late
    /// this one was taken, so that the rate holds.
    mutating func putBack(_ stream: Stream, after due: UInt64) {
        insert(stream, due: due + interval)
    }

    private mutating func insert(_ stream: Stream, due: UInt64) {
        entries.append((due, stream))
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entries[child].due < entries[parent].due else { return }
            entries.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var least = parent
            for child in (2 * parent + 1)...(2 * parent + 2)
            where child < entries.count && entries[child].due < entries[least].due {
                least = child
            }
            if least == parent { return }
            entries.swapAt(least, parent)
            parent = least
        }
    }
}
