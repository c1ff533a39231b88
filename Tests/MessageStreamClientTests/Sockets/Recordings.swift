#if Client && Relay
    import MessageStreamReplay
    import PartialJSON

    extension ReplayRecording {
        /// A text in four pieces; ten events, of which the third begins the content.
        static let answer = ReplayRecording(name: "answer", pieces: answerPieces)

        static let answerPieces = ["One, two, ", "three.\n", "你好 ", "🙂"]
        static let answerText = answerPieces.joined()

        /// A message of one text block that comes in these pieces.
        init(name: String, id: String = "msg_1", pieces: [String]) {
            let start = [
                #"{"type":"message_start","message":{"id":"\#(id)","type":"message","#
                    + #""role":"assistant","content":[],"model":"m","stop_reason":null,"#
                    + #""stop_sequence":null,"usage":{"input_tokens":25,"output_tokens":1}}}"#,
                #"{"type":"ping"}"#,
                #"{"type":"content_block_start","index":0,"#
                    + #""content_block":{"type":"text","text":""}}"#,
            ]
            let deltas = pieces.map { piece in
                #"{"type":"content_block_delta","index":0,"#
                    + #""delta":{"type":"text_delta","text":\#(JSONValue.string(piece).jsonText)}}"#
            }
            let end = [
                #"{"type":"content_block_stop","index":0}"#,
                #"{"type":"message_delta","delta":{"stop_reason":"end_turn","#
                    + #""stop_sequence":null},"usage":{"output_tokens":15}}"#,
                #"{"type":"message_stop"}"#,
            ]
            self.init(name: name, data: start + deltas + end)
        }

        /// A recording of events with these data.
        init(name: String, data: [String]) {
            let text = data.map { data in
                // The type is the first member: {"type":"…
                let type = data.split(separator: "\"")[3]
                return "event: \(type)\ndata: \(data)\n\n"
            }
            self.init(name: name, bytes: Array(text.joined().utf8))
        }
    }
#endif
