#if Relay
    import MessageStream
    import NIOCore
    import PartialJSON
    import TestSupport
    import Testing

    @testable import MessageStreamRelay

    /// What is metered of streams that are passed through: all tokens that a server says.
    struct MessageTapTests {
        private static func start(_ id: String, _ input: String) -> String {
            """
            data: {"type":"message_start","message":{"id":"\(id)","role":"assistant","content":[],\
            "model":"\(id)","usage":{"input_tokens":\(input),"output_tokens":1}}}


            """
        }
        private static let block = """
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text"}}

            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"t"}}

            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"u"}}


            """
        private static func end(_ output: String) -> String {
            """
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},\
            "usage":{"output_tokens":\(output)}}


            """
        }
        private static let stop = "data: {\"type\":\"message_stop\"}\n\n"

        /// What is noted of a stream, the same for every chunking.
        private static func record(_ stream: String) throws -> RelayedRequest {
            let bytes = Array(stream.utf8)
            func record(_ chunking: Chunking) -> RelayedRequest {
                var tap = MessageTap(.eventStream)
                for chunk in chunking.chunks(of: bytes) { tap.tap(ByteBuffer(bytes: chunk)) }
                tap.finish()
                return .example { record in
                    (record.inputTokens, record.outputTokens, record.model) = (nil, nil, nil)
                    tap.tally.fill(&record)
                }
            }
            let whole = record(.whole)
            for chunking in Chunking.all(for: bytes) {
                let other = record(chunking)
                try #require(other.inputTokens == whole.inputTokens, "\(chunking)")
                try #require(other.outputTokens == whole.outputTokens, "\(chunking)")
                try #require(other.ending == whole.ending, "\(chunking)")
            }
            return whole
        }

        @Test(arguments: [
            "data:\n\n", "data: ping\n\n", "event: ping\ndata: ping\n\n", "data\n\n",
            "event: content_block_delta\ndata: \n\n",
        ])
        func `signs of life hide nothing`(_ sign: String) throws {
            let parts = [Self.start("a", "17"), Self.block, Self.end("5"), Self.stop]
            let record = try Self.record(parts.joined(separator: sign))
            #expect(record.inputTokens == 17 && record.outputTokens == 5)
            #expect(record.ending == .complete)
        }

        @Test func `behind an event that is none tokens are counted`() throws {
            let record = try Self.record(
                Self.start("a", "17") + "data: {\n\n" + Self.block + "data: {\n\n" + Self.end("5")
                    + Self.stop)
            #expect(record.inputTokens == 17 && record.outputTokens == 5)
            #expect(record.ending == .streamError)
            #expect(record.errorType == "undecodable_stream")
        }

        @Test(arguments: [
            #"{"type":"new_delta","new":"X"}"#, #"{"type":"compaction_delta","content":"X"}"#,
            #"{"type":"citations_delta","citation":{"type":"char_location","cited_text":"X"}}"#,
            #"{"new":"X"}"#, #"{"type":"text_delta","text":"X"}"#,
        ])
        func `a delta of any kind pays for what went by`(delta: String) throws {
            let text = delta.replacing("X", with: String(repeating: "x", count: 40))
            let event =
                #"data: {"type":"content_block_delta","index":0,"delta":\#(text)}"# + "\n\n"
            let record = try Self.record(
                Self.start("a", "17") + String(repeating: event, count: 10))
            #expect(record.estimatedOutputTokens ?? 0 >= 100)
        }

        @Test func `a message that was replaced costs nothing`() throws {
            let record = try Self.record(
                Self.start("a", "17") + Self.start("b", "9000") + Self.block + Self.end("5")
                    + Self.stop)
            #expect(record.inputTokens == 9000 && record.outputTokens == 5)
            #expect(record.model == "b")
            #expect(record.ending == .complete)
        }

        @Test(arguments: [
            // One after the other, with and without their stops, and mixed.
            end("5") + stop, end("5"), "",
        ])
        func `of several messages in a stream all tokens count`(_ between: String) throws {
            let record = try Self.record(
                Self.start("a", "17") + Self.block + between + Self.start("b", "9000") + Self.block
                    + Self.end("7") + Self.stop)
            #expect(record.inputTokens == 9017)
            #expect(record.outputTokens == (between.isEmpty ? 8 : 12))
        }

        @Test func `a start that comes again changes nothing`() throws {
            let record = try Self.record(
                Self.start("a", "17") + Self.start("a", "18") + Self.block + Self.start("a", "19")
                    + Self.end("5") + Self.start("a", "20") + Self.stop)
            #expect(record.inputTokens == 17 && record.outputTokens == 5)
            #expect(record.ending == .complete)
        }

        @Test func `counts that no answer can have are cut, so that sums stay in range`() throws {
            let record = try Self.record(
                Self.start("a", "\(Int.max)") + Self.end("\(Int.max)") + Self.start("b", "5")
                    + Self.end("7") + Self.stop)
            #expect(
                record.inputTokens == JSONValue.greatestPeerCount + 5
                    && record.outputTokens == JSONValue.greatestPeerCount + 7)
        }

        @Test(arguments: ["\n", "\r\n", "\r"])
        func `an event that is too long is passed over, and those behind it are not`(
            ending: String
        ) throws {
            let long = String(repeating: "x", count: MessageTap.maximumEventBytes)
            let stream =
                Self.start("a", "17") + Self.block + "\n\ndata: \(long)\ndata: y\n\n"
                + Self.end("5") + Self.stop
            let bytes = Array(stream.replacing("\n", with: ending).utf8)
            for size in [1000, 4093, 65536, 65537, bytes.count] {
                var tap = MessageTap(.eventStream)
                for start in stride(from: 0, to: bytes.count, by: size) {
                    tap.tap(ByteBuffer(bytes: bytes[start..<min(start + size, bytes.count)]))
                }
                tap.finish()
                let record = RelayedRequest.example { tap.tally.fill(&$0) }
                try #require(record.inputTokens == 17 && record.outputTokens == 5, "\(size)")
                try #require(record.ending == .complete && !record.isEstimated, "\(size)")
                try #require(record.errorType == nil, "\(size)")
            }
        }

        @Test func `of a line without end nothing is held, and its bytes are tokens`() throws {
            var tap = MessageTap(.eventStream)
            tap.tap(ByteBuffer(string: Self.start("a", "17") + Self.block))
            for _ in 0..<400 { tap.tap(ByteBuffer(repeating: UInt8(ascii: "x"), count: 1000)) }
            tap.finish()
            let record = RelayedRequest.example { tap.tally.fill(&$0) }
            #expect(record.ending == .truncated)
            #expect(record.inputTokens == 17)
            // A piece of the line may have been looked at before it was too long.
            #expect(try 80_000...100_001 ~= #require(record.estimatedOutputTokens))
        }

        @Test func `an empty stop reason is none`() throws {
            let reason = Self.end("5").replacing("end_turn", with: "")
            #expect(try Self.record(Self.start("a", "1") + reason).ending == .truncated)
            #expect(
                try Self.record(Self.start("a", "1") + Self.end("5")).ending
                    == .completeByStopReason)
        }
    }
#endif
