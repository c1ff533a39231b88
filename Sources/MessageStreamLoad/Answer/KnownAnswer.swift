/// The answer that the load's upstream gives: a message of one text, whose deltas are ``Stamp``s.
enum KnownAnswer {
    /// What comes before the deltas; two events.
    static let beginning =
        event(
            "message_start",
            """
            {"type":"message_start","message":{"id":"msg_load","type":"message",\
            "role":"assistant","model":"load","content":[],"stop_reason":null,\
            "stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}}
            """)
        + event(
            "content_block_start",
            """
            {"type":"content_block_start","index":0,\
            "content_block":{"type":"text","text":""}}
            """)

    /// A delta, with room for its stamp.
    static let delta = deltaParts.before + stampRoom + deltaParts.after

    /// Where the stamp stands in ``delta``.
    static let stampOffset = deltaParts.before.count

    /// What comes behind `deltas` deltas; three events.
    static func ending(behind deltas: Int) -> [UInt8] {
        event("content_block_stop", #"{"type":"content_block_stop","index":0}"#)
            + event(
                "message_delta",
                """
                {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
                "usage":{"output_tokens":\(deltas)}}
                """)
            + event("message_stop", #"{"type":"message_stop"}"#)
    }

    /// How many events ``beginning`` has.
    static let beginningEvents = 2
    /// How many events an ending has.
    static let endingEvents = 3

    private static let stampRoom = [UInt8](repeating: UInt8(ascii: " "), count: Stamp.byteCount)

    private static let deltaParts: (before: [UInt8], after: [UInt8]) = (
        Array(
            """
            event: content_block_delta
            data: {"type":"content_block_delta","index":0,\
            "delta":{"type":"text_delta","text":"
            """.utf8),
        Array("\"}}\n\n".utf8)
    )

    private static func event(_ name: String, _ data: String) -> [UInt8] {
        Array("event: \(name)\ndata: \(data)\n\n".utf8)
    }
}
