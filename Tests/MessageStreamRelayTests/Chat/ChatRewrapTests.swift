#if Relay
    import MessageStream
    import NIOCore
    import PartialJSON
    import TestSupport
    import Testing

    @testable import MessageStreamRelay

    /// An answer of the chat has the rules of a message.
    struct ChatRewrapTests {
        /// Tests/Corpus/messages*.md: what an accumulator takes for whole is done, and nothing else.
        @Test(arguments: try Corpus.messages())
        func `an answer ends as its message does`(_ testCase: CorpusCase) throws {
            let stream = testCase.messageStream
            let expected = Self.read(stream)
            for chunking in [.whole, .everyByte, .fixed(7)] as [Chunking] {
                let answer = try Rewrapped(stream, chunking, events: [.tool, .usage])
                #expect(answer.text == expected.text, "\(chunking)")
                #expect(answer.isDone == expected.ending.isComplete, "\(chunking)")
                #expect((answer.error == nil) == expected.ending.isComplete, "\(chunking)")
                #expect(answer.excess == 0, "\(chunking)")
            }
        }

        /// The text that comes by, and how the message ends.
        private static func read(_ stream: [UInt8]) -> (text: String, ending: MessageStreamEnding) {
            var decoder = MessageStreamDecoder()
            var accumulator = MessageAccumulator()
            var text = ""
            var input = stream.span
            do throws(MessageStreamError) {
                while accumulator.ending == nil, !decoder.isDone,
                    let event = try decoder.next(from: &input)
                {
                    var piece = event.text
                    if case .messageStart(let message) = event,
                        accumulator.meaning(ofStart: message) == .repetition
                    {
                        piece = ""
                    }
                    try accumulator.append(event)
                    // A start of the next message is the end of this one, and brings it nothing.
                    if case .messageStart = event, accumulator.ending != nil { piece = "" }
                    text += piece
                }
            } catch {
                accumulator.fail(error)
            }
            return (text, accumulator.finish())
        }

        private static let first = """
            data: {"type":"message_start","message":{"id":"msg_first","role":"assistant",\
            "content":[],"model":"one","usage":{"input_tokens":17,"output_tokens":1}}}


            """
        private static let second = """
            data: {"type":"message_start","message":{"id":"msg_second","role":"assistant",\
            "content":[],"model":"two","usage":{"input_tokens":9000,"output_tokens":1}}}


            """
        private static func text(_ text: String, at index: Int = 0) -> String {
            """
            data: {"type":"content_block_start","index":\(index),"content_block":{"type":"text"}}

            data: {"type":"content_block_delta","index":\(index),\
            "delta":{"type":"text_delta","text":"\(text)"}}

            data: {"type":"content_block_stop","index":\(index)}


            """
        }
        private static let end = """
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},\
            "usage":{"output_tokens":5}}

            data: {"type":"message_stop"}


            """

        @Test func `two messages that were mixed are an error that names both`() throws {
            let stream = Self.first + Self.text("First ") + Self.second + Self.text("no", at: 1)
            let answer = try Rewrapped(Array((stream + Self.end).utf8))
            #expect(answer.text == "First ")
            let error = try #require(answer.error)
            #expect(error.contains("msg_first") && error.contains("msg_second"))
            #expect(!answer.isDone && answer.excess == 0)
            #expect(answer.tally.ending == .streamError)
        }

        @Test func `before any block another message takes the place of the first`() throws {
            let stream = Self.first + Self.second + Self.text("Second.") + Self.end
            let answer = try Rewrapped(Array(stream.utf8), events: .usage)
            #expect(answer.text == "Second.")
            #expect(answer.isDone)
            let usage = try #require(answer.extras.last)
            #expect(usage.contains(#""input_tokens": 9000, "output_tokens": 5"#))
            #expect(usage.contains(#""model": "two""#))
            #expect(answer.tally.tokens.input == 9000)
        }

        @Test func `a line that does not end is held up to its limit`() throws {
            var rewrap = ChatRewrap(answer: ChatAnswerID(), start: .now)
            var out = ByteBuffer()
            rewrap.rewrap(ByteBuffer(string: "data: "), into: &out)
            let piece = ByteBuffer(repeating: UInt8(ascii: "x"), count: 64 << 10)
            var pieces = 0
            while !rewrap.isOver, pieces < 1024 {
                rewrap.rewrap(piece, into: &out)
                pieces += 1
            }
            #expect(pieces == ChatRewrap.maximumEventBytes / piece.readableBytes)
            #expect(String(buffer: out).contains("the upstream's stream cannot be read"))
        }

        @Test(arguments: [
            (#"a\ude00b"#, "a\u{FFFD}b"), (#"a\ud83db"#, "a\u{FFFD}b"),
            (#"\uDE00\uD83D x"#, "\u{FFFD}\u{FFFD} x"),
            (#"\ud83d\ude00\\ud83d"#, "😀\\ud83d"), (#"\\ude00"#, "\\ude00"),
        ])
        func `half a pair is never passed on`(escaped: String, text: String) throws {
            let stream = Self.first + Self.text(escaped) + Self.end
            for chunking in [.whole, .everyByte] as [Chunking] {
                var rewrap = ChatRewrap(answer: ChatAnswerID(), start: .now)
                var out = ByteBuffer()
                for chunk in chunking.chunks(of: Array(stream.utf8)) {
                    rewrap.rewrap(ByteBuffer(bytes: chunk), into: &out)
                }
                let lines = String(buffer: out).split(separator: "\n")
                    .compactMap { $0.hasPrefix("data: {\"content\"") ? $0.dropFirst(6) : nil }
                let contents = try lines.map {
                    try #require(try JSONValue(parsing: String($0))["content"]?.string)
                }
                #expect(contents.joined() == text)
                // Of half a pair in JSON this parser makes U+FFFD as well: there must be none.
                #expect(!lines.joined().contains(/[^\\](\\\\)*\\u[dD][89a-fA-F]/))
            }
        }

        @Test func `a message that comes whole in its start is there, its tools too`() throws {
            let stream = """
                data: {"type":"message_start","message":{"id":"msg_a","content":[\
                {"type":"text","text":"Looking it up."},\
                {"type":"tool_use","id":"toolu_9","name":"lookup","input":{"id":"c_1"}}],\
                "stop_reason":"tool_use","usage":{"input_tokens":3,"output_tokens":1}}}

                data: {"type":"message_stop"}


                """
            let answer = try Rewrapped(Array(stream.utf8), events: .tool)
            #expect(answer.text == "Looking it up.")
            #expect(answer.isDone)
            #expect(
                answer.extras == [
                    #"tool {"index": 1, "id": "toolu_9", "name": "lookup"}"#,
                    #"tool {"index": 1, "partial_json": "{\"id\":\"c_1\"}"}"#,
                    #"tool {"index": 1, "done": true}"#,
                ])
        }
    }

    extension MessageStreamEvent {
        /// The text that the event brings.
        fileprivate var text: String {
            switch self {
            case .messageStart(let message): message.text
            case .contentBlockStart(_, .text(let block)): block.text
            case .contentBlockDelta(_, .text(let text)): text
            default: ""
            }
        }
    }
#endif
