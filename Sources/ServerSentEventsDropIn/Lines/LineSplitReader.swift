public import ServerSentEvents

/// A ``LineSplitter`` that an iterator, which must be copyable, can hold.
///
/// Only its iterator has the reader, and an iterator is one task's at a time: see
/// `ServerSentEventDecoderBox` for what checking every access would cost.
@usableFromInline
final class LineSplitReader: EventReader {
    @usableFromInline typealias Event = String
    @usableFromInline typealias Failure = ServerSentEventError

    @exclusivity(unchecked) private var splitter: LineSplitter
    @exclusivity(unchecked) private var isFinished = false
    private let keepsBlankLines: Bool

    @usableFromInline
    init(keepsBlankLines: Bool, maximumLineBytes: Int) {
        unsafe splitter = LineSplitter(maximumLineBytes: maximumLineBytes)
        self.keepsBlankLines = keepsBlankLines
    }

    @usableFromInline
    var isOver: Bool { unsafe isFinished }

    @usableFromInline
    @_lifetime(input: copy input)
    func next(from input: inout Span<UInt8>) throws(ServerSentEventError) -> String? {
        do throws(ServerSentEventError) {
            while let line = try unsafe splitter.next(from: &input) {
                if keepsBlankLines || !line.isEmpty { return line }
            }
            return nil
        } catch {
            fail()
            throw error
        }
    }

    @usableFromInline
    func fail() {
        unsafe isFinished = true
    }

    @usableFromInline
    func end() -> String? {
        guard !isOver else { return nil }
        fail()
        return unsafe splitter.last()
    }
}
