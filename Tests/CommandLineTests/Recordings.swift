/// Streams written for these tests.
enum Recordings {
    /// Thoughts, text in two scripts and two blocks, and a tool call; with signs of life in between
    /// and an event and a delta that nobody knows.
    static let answer = #"""
        : welcome

        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","type":"message",\#
        "role":"assistant","content":[],"model":"m","stop_reason":null,\#
        "usage":{"input_tokens":25,"cache_read_input_tokens":7,"output_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,\#
        "content_block":{"type":"thinking","thinking":"","signature":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,\#
        "delta":{"type":"thinking_delta","thinking":"Two and\ntwo"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,\#
        "delta":{"type":"thinking_delta","thinking":"."}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,\#
        "delta":{"type":"signature_delta","signature":"c2ln"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: ping
        data: {"type":"ping"}

        event: content_block_start
        data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"你好, "}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"mood_delta","mood":1}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":1}

        event: content_block_start
        data: {"type":"content_block_start","index":2,\#
        "content_block":{"type":"text","text":"I "}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":2,\#
        "delta":{"type":"text_delta","text":"\"count\"."}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":2}

        event: weather
        data: {"sky": "blue"}

        event: content_block_start
        data: {"type":"content_block_start","index":3,"content_block":{"type":"tool_use",\#
        "id":"toolu_1","name":"calculator","input":{}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":3,\#
        "delta":{"type":"input_json_delta","partial_json":"{\"expression\": \"2"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":3,\#
        "delta":{"type":"input_json_delta","partial_json":"+2\"}"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":3}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},\#
        "usage":{"output_tokens":15}}

        event: message_stop
        data: {"type":"message_stop"}


        """#

    /// What `decode` prints of ``answer``.
    static let answerText = """
        thinking: Two and
        thinking: two.
        你好, I "count".
        tool calculator {"expression": "2+2"}
        usage: 25 input tokens, 7 read from the cache, 15 output tokens; stop reason: tool_use

        """

    /// What `decode --json` prints of ``answer``.
    static let answerJSON = #"""
        {"id":"msg_1","type":"message","role":"assistant","content":[\#
        {"type":"thinking","thinking":"Two and\ntwo.","signature":"c2ln"},\#
        {"type":"text","text":"你好, "},{"type":"text","text":"I \"count\"."},\#
        {"type":"tool_use","id":"toolu_1","name":"calculator","input":{"expression":"2+2"}}],\#
        "model":"m","stop_reason":"tool_use",\#
        "usage":{"input_tokens":25,"cache_read_input_tokens":7,"output_tokens":15},\#
        "stop_sequence":null}

        """#

    /// What `decode --events` prints of ``answer``.
    static let answerEvents = #"""
        1 message_start {"id":"msg_1","type":"message","role":"assistant","content":[],\#
        "model":"m","stop_reason":null,"usage":{"input_tokens":25,"cache_read_input_tokens":7,\#
        "output_tokens":1}}
        2 content_block_start 0 {"type":"thinking","thinking":"","signature":""}
        3 content_block_delta 0 thinking "Two and\ntwo"
        4 content_block_delta 0 thinking "."
        5 content_block_delta 0 signature "c2ln"
        6 content_block_stop 0
        7 ping
        8 content_block_start 1 {"type":"text","text":""}
        9 content_block_delta 1 text "你好, "
        10 content_block_delta 1 unknown {"type":"mood_delta","mood":1}
        11 content_block_stop 1
        12 content_block_start 2 {"type":"text","text":"I "}
        13 content_block_delta 2 text "\"count\"."
        14 content_block_stop 2
        15 weather {"sky":"blue"}
        16 content_block_start 3 {"type":"tool_use","id":"toolu_1","name":"calculator","input":{}}
        17 content_block_delta 3 input_json "{\"expression\": \"2"
        18 content_block_delta 3 input_json "+2\"}"
        19 content_block_stop 3
        20 message_delta {"type":"message_delta","delta":{"stop_reason":"tool_use",\#
        "stop_sequence":null},"usage":{"output_tokens":15}}
        21 message_stop

        """#

    /// ``answer`` up to the event that contains `text`, and not with it.
    static func answer(upToEventWith text: String) -> String {
        let events = answer.split(separator: "\n\n").map { $0 + "\n\n" }
        return events.prefix { !$0.contains(text) }.joined()
    }

    /// One event of the API's, framed.
    static func event(_ name: String, _ data: String) -> String {
        "event: \(name)\ndata: \(data)\n\n"
    }

    /// A message with a line of text.
    static func message(_ text: String) -> String {
        event("message_start", #"{"type":"message_start","message":{"content":[]}}"#)
            + event(
                "content_block_start",
                #"{"type":"content_block_start","index":0,"content_block":{"type":"text"}}"#)
            + event(
                "content_block_delta",
                #"{"type":"content_block_delta","index":0,"#
                    + #""delta":{"type":"text_delta","text":"\#(text)"}}"#)
            + event(
                "message_delta",
                #"{"type":"message_delta","delta":{"stop_reason":"end_turn"}}"#)
    }

    /// What comes after ``message(_:)`` unless a gateway omits it.
    static let messageStop = event("message_stop", #"{"type":"message_stop"}"#)
}

extension Recordings {
    /// The stream of an answer that is a text of these pieces.
    static func spoken(_ pieces: String...) -> String {
        let deltas = pieces.map { piece in
            #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\#(piece)"}}"#
        }
        let events =
            [
                """
                {"type":"message_start","message":{"id":"msg_2","type":"message",\
                "role":"assistant","content":[],"model":"m",\
                "usage":{"input_tokens":3,"output_tokens":1}}}
                """,
                #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
            ] + deltas + [
                #"{"type":"content_block_stop","index":0}"#,
                #"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":9}}"#,
                #"{"type":"message_stop"}"#,
            ]
        return events.map { "data: \($0)\n\n" }.joined()
    }
}
