/// One way to write a delta of the ``KnownAnswer``: all its bytes, but for the stamp in them.
struct DeltaForm {
    /// How the JSON around the text is written.
    enum Style {
        /// As the Messages API does.
        case usual
        /// The index behind the delta.
        case indexLast
        /// Spaces behind colons and commas, and no event line.
        case spaced
    }

    /// The event, with room for the stamp.
    let event: [UInt8]
    /// Where the stamp stands in ``event``.
    let stampOffset: Int
    /// The event as a chunk.
    let chunk: [UInt8]
    /// Where the stamp stands in ``chunk``.
    let chunkStampOffset: Int
    /// What follows the stamp in the text, as JSON has it.
    let words: [UInt8]

    init(_ style: Style, _ words: String) {
        let (before, after) = Self.parts(style)
        self.words = Array(words.utf8)
        stampOffset = before.utf8.count
        let room = String(repeating: " ", count: Stamp.byteCount)
        event = Array((before + room + words + after + "\n\n").utf8)
        chunk = UpstreamHead.chunk(event)
        chunkStampOffset = chunk.count - 2 - event.count + stampOffset
    }

    private static func parts(_ style: Style) -> (before: String, after: String) {
        switch style {
        case .usual:
            (
                """
                event: content_block_delta
                data: {"type":"content_block_delta","index":0,\
                "delta":{"type":"text_delta","text":"
                """, "\"}}"
            )
        case .indexLast:
            (
                """
                event: content_block_delta
                data: {"type":"content_block_delta","delta":{"type":"text_delta","text":"
                """, "\"},\"index\":0}"
            )
        case .spaced:
            (
                """
                data: {"type": "content_block_delta", "index": 0, \
                "delta": {"type": "text_delta", "text": "
                """, "\"}}"
            )
        }
    }
}
