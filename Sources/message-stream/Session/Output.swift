/// The standard output, which takes text and passes it on when it is flushed.
///
/// Flush before waiting for anything: so whoever reads sees all there is, at the price of one system
/// call for whatever arrived together.
struct Output: ~Copyable {
    /// From this many bytes on ``flushIfLarge()`` writes.
    private static let largeBytes = 64 << 10

    private let descriptor = FileDescriptor.standardOutput

    /// Whether a person looks at it.
    let isTerminal = FileDescriptor.standardOutput.isTerminal

    /// What has not been written yet; add to it.
    var text = ""

    /// Writes ``text`` and empties it.
    mutating func flush() throws(Failure) {
        do throws(SystemError) {
            try descriptor.write((isTerminal ? text.escapingLateControls : text).utf8.span)
        } catch {
            throw .output(error)
        }
        text.removeAll(keepingCapacity: text.utf8.count <= 2 * Self.largeBytes)
    }

    /// Writes ``text`` if there is so much of it that keeping it would cost memory.
    mutating func flushIfLarge() throws(Failure) {
        if text.utf8.count >= Self.largeBytes { try flush() }
    }
}
