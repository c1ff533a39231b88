#if Relay
    import MessageStream
    import MessageStreamReplay
    import NIOCore
    import PartialJSON
    import TestSupport
    import Testing

    @testable import MessageStreamRelay

    /// What is metered of an answer whose counts are odd: never nothing.
    @Suite struct UnreadableUsageTests {
        private static let text = String(repeating: "four", count: 100)

        private static func stream(start: String, end: String) -> String {
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"m","content":[],"usage":\(start)}}

            data: {"type":"content_block_start","index":0,"content_block":{"type":"text"}}


            """
                + String(
                    repeating: """
                        data: {"type":"content_block_delta","index":0,\
                        "delta":{"type":"text_delta","text":"\(text)"}}


                        """, count: 10)
                    + """
                    data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":\(end)}

                    data: {"type":"message_stop"}


                    """
        }

        /// What is known of a request of 4,000 bytes after its answer.
        private static func record(
            _ answer: String, _ kind: MessageTap.Kind = .eventStream, chunk: Int = .max
        ) -> RelayedRequest {
            var tap = MessageTap(kind)
            let bytes = ByteBuffer(string: answer)
            for start in stride(from: 0, to: bytes.readableBytes, by: min(chunk, 1 << 20)) {
                let count = min(chunk, bytes.readableBytes - start)
                tap.tap(bytes.getSlice(at: start, length: count) ?? ByteBuffer())
            }
            tap.finish()
            let now = ContinuousClock.now
            var record = RelayedRequest(
                id: "r", route: .messages, ending: .complete, start: now, end: now)
            record.requestBytes = 4000
            tap.tally.fill(&record)
            return record
        }

        @Test(arguments: [Int.max, 1, 700])
        func `fractions and digits in a string are counts`(chunk: Int) {
            let record = Self.record(
                Self.stream(
                    start: #"{"input_tokens":"12000","output_tokens":1}"#,
                    end: #"{"output_tokens":5000.4,"cache_read_input_tokens":300.6}"#),
                chunk: chunk)
            #expect(record.inputTokens == 12000)
            #expect(record.outputTokens == 5000)
            #expect(record.cacheReadInputTokens == 301)
            #expect(record.unreadableCounts == [])
            #expect(record.countedTokens == 17000 + 301)
        }

        @Test(arguments: [#""many""#, "-5", "true", "[5000]", #"{"count":5000}"#, #""""#])
        func `what cannot be read is estimated from the bytes that went by`(_ count: String) {
            for chunk in [Int.max, 1, 700] {
                let record = Self.record(
                    Self.stream(
                        start: #"{"input_tokens":\#(count),"output_tokens":1}"#,
                        end: #"{"output_tokens":\#(count)}"#), chunk: chunk)
                #expect(record.unreadableCounts == ["input_tokens", "output_tokens"])
                #expect(record.inputTokens == nil)
                #expect(record.outputTokens == nil)
                #expect(record.estimatedInputTokens == 1001)
                #expect(record.estimatedOutputTokens == 1001)
                #expect(record.countedTokens == 2002)
            }
        }

        @Test(arguments: [#""none""#, "[]", "7"])
        func `a usage that is no object says nothing of any count`(_ usage: String) {
            let record = Self.record(
                Self.stream(start: #"{"input_tokens":3,"output_tokens":1}"#, end: usage))
            #expect(record.unreadableCounts == ["input_tokens", "output_tokens"])
            #expect(record.countedTokens == 2002)
        }

        @Test func `a count that can be read later counts`() {
            let record = Self.record(
                Self.stream(
                    start: #"{"input_tokens":"x","output_tokens":"x"}"#,
                    end: #"{"input_tokens":3,"output_tokens":9}"#))
            #expect(record.unreadableCounts == [])
            #expect(record.countedTokens == 12)
            #expect(record.estimatedOutputTokens == nil)
        }

        @Test func `a message that is not streamed is estimated by its bytes`() {
            let body =
                #"{"type":"message","content":[{"type":"text","text":"\#(Self.text)"}],"#
                + #""usage":{"input_tokens":3,"output_tokens":"some"}}"#
            let record = Self.record(body, .message)
            #expect(record.unreadableCounts == ["output_tokens"])
            #expect(record.inputTokens == 3)
            #expect(record.estimatedOutputTokens == body.utf8.count / 4 + 1)
        }

        @Test func `the greatest counts can be added up`() {
            let greatest = #"{"input_tokens":9223372036854775807,"output_tokens":1e999}"#
            let record = Self.record(Self.stream(start: greatest, end: greatest))
            #expect(record.countedTokens == 2 * JSONValue.greatestPeerCount)
            let metrics = RelayMetrics(startTime: 0)
            for _ in 0..<3 {
                metrics.began(.messages)
                metrics.finished(record)
            }
        }

        @Test func `the metrics count answers that cannot be read`() throws {
            let metrics = RelayMetrics(startTime: 0)
            for counts in [[], ["output_tokens"], ["input_tokens", "output_tokens"]] {
                metrics.began(.messages)
                metrics.finished(.example { $0.unreadableCounts = counts })
            }
            let samples = try PrometheusSamples(metrics.prometheusText())
            #expect(samples["message_stream_relay_unreadable_usages_total", [:]] == 2)
        }

        @Test func `a key with a limit is limited by the estimate`() async throws {
            let recording = ReplayRecording(
                name: "odd",
                text: Self.stream(
                    start: #"{"input_tokens":"x","output_tokens":1}"#,
                    end: #"{"output_tokens":"x"}"#))
            try await withRelay(before: [[recording]], { $0.limits.tokensPerMinute = 100 }) {
                relay, _ in
                let first = try await answer(of: relay).response.status
                #expect(first == 200)
                let second = try await answer(of: relay).response.status
                #expect(second == 429)
            }
        }
    }
#endif
