/// The answer that the load's upstream gives: a message of one text, whose deltas are ``Stamp``s and
/// words of several lengths behind them.
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

    /// How delta `number` is written.
    ///
    /// Three of four are as the one before but for their text, which is what recorded streams have;
    /// whoever remembers how the last event looked is right as often as there.
    static func form(of number: Int) -> DeltaForm { forms[number % forms.count] }

    private static let forms: [DeltaForm] = [
        DeltaForm(.usual, ""), DeltaForm(.usual, "of"), DeltaForm(.usual, " the words, and"),
        DeltaForm(.usual, String(repeating: "of the many words ", count: 4)),
        DeltaForm(.usual, "a"), DeltaForm(.usual, #"\n\n"#), DeltaForm(.usual, " café 日本 "),
        DeltaForm(.indexLast, " so that"), DeltaForm(.indexLast, #" \"quoted\" "#),
        DeltaForm(.usual, " it goes on"), DeltaForm(.usual, "."),
        DeltaForm(.usual, String(repeating: "and on ", count: 40)),
        DeltaForm(.usual, " till"), DeltaForm(.usual, " it is done "),
        DeltaForm(.spaced, "or not"), DeltaForm(.spaced, " as they say,"),
    ]

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

    private static func event(_ name: String, _ data: String) -> [UInt8] {
        Array("event: \(name)\ndata: \(data)\n\n".utf8)
    }
}
