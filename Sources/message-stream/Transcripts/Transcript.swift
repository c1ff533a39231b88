import MessageStream

/// What a mode of `decode` writes about one stream: bytes go in, text comes out.
///
/// A transcript does no input or output, and its text does not depend on how the bytes are cut into
/// chunks.
protocol Transcript: ~Copyable {
    /// Whether it is about messages, so that a message that came whole is one, too.
    var readsMessages: Bool { get }

    /// What its stream is held to.
    var limits: DecodeLimits { get }

    /// The events that have come.
    var eventCount: Int { get }

    /// Takes the next bytes, and adds to `text` what there is to say about them.
    ///
    /// - Throws: What is wrong with the stream; what came before has been told. Then it is over.
    mutating func read(
        _ chunk: Span<UInt8>, into text: inout String
    ) throws(MessageStreamError)

    /// Says that no more bytes come, and adds to `text` what there is left to say.
    ///
    /// - Throws: What the stream lacks.
    mutating func finish(into text: inout String) throws(MessageStreamError)

    /// What was wrong and did not end a message, since this was asked last: a sentence each.
    mutating func takeRemarks() -> [String]
}
