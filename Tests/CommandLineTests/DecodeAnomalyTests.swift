#if CommandLine
    import Testing

    /// `message-stream decode` on streams with something in them that does not fit its message.
    struct DecodeAnomalyTests {
        private static let start = """
            data: {"type":"message_start","message":{"id":"m","content":[],\
            "usage":{"input_tokens":3,"output_tokens":1}}}


            """
        private static let toolUse = """
            data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use",\
            "id":"t","name":"save","input":{}}}


            """
        private static let text = """
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta",\
            "text":"Saving now."}}


            """
        private static let end = """
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},\
            "usage":{"output_tokens":9}}

            data: {"type":"message_stop"}


            """

        private static let remark = """
            message-stream: standard input: a text_delta came for a tool_use block and was left \
            out (block 0, event 3, byte \((start + toolUse).utf8.count + 6))

            """

        @Test(arguments: ["--text", "--json", "--events"], ["1", "65536"])
        func whatIsLeftOutIsToldOnStandardError(_ mode: String, chunk: String) async throws {
            let run = try await CommandRun(
                "decode", mode, "--chunk", chunk,
                input: Array((Self.start + Self.toolUse + Self.text + Self.end).utf8))
            #expect(run.errors == Self.remark)
            #expect(run.status == 0)
            if mode == "--json" {
                #expect(
                    run.output.contains(
                        #""content":[{"type":"tool_use","id":"t","name":"save","input":{}}]"#))
            }
        }

        @Test func strictFailsThere() async throws {
            let run = try await CommandRun(
                "decode", "--strict",
                input: Array((Self.start + Self.toolUse + Self.text + Self.end).utf8))
            #expect(
                run.errors
                    == Self.remark.replacing("and was left out", with: "and anomalies are refused")
                    .replacing(" block and", with: " block, and"))
            #expect(run.status == 1)
        }

        @Test func strictHasNothingToSayOfAWholeStream() async throws {
            let run = try await CommandRun(
                "decode", "--strict", input: Array(Recordings.answer.utf8))
            #expect(run.output == Recordings.answerText)
            #expect(run.errors == "")
            #expect(run.status == 0)
        }

        @Test func strictIsAboutMessages() async throws {
            let run = try await CommandRun("decode", "--strict", "--raw", input: [])
            #expect(run.status == 64)
        }

        @Test func eachMessageHasItsRemarksAndNoMoreThanTheLimit() async throws {
            let message =
                Self.start + Self.toolUse + String(repeating: Self.text, count: 105) + Self.end
            let run = try await CommandRun(
                "decode", "--json", input: Array((message + message).utf8))
            let lines = run.errors.split(separator: "\n")
            #expect(lines.count == 202)
            #expect(lines[100].hasSuffix(": 5 more events do not fit their message"))
            // The second message's events are counted in the stream.
            #expect(lines[101].contains("event 112,"))
            #expect(run.status == 0)
        }

        @Test func charactersThatAreCutBetweenEventsAreWhole() async throws {
            func delta(_ text: String) -> String {
                """
                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta",\
                "text":"\(text)"}}


                """
            }
            let stream =
                Self.start
                    + """
                    data: {"type":"content_block_start","index":0,\
                    "content_block":{"type":"text","text":""}}


                    """ + delta(#"Hi \ud83d"#) + delta(#"\ude00!\ud83d"#)
                + "data: {\"type\":\"content_block_stop\",\"index\":0}\n\n" + Self.end
            let run = try await CommandRun("decode", input: Array(stream.utf8))
            #expect(run.output.hasPrefix("Hi 😀!\u{FFFD}\n"))
            let json = try await CommandRun("decode", "--json", input: Array(stream.utf8))
            #expect(json.output.contains("\"text\":\"Hi 😀!\u{FFFD}\""))
        }
    }
#endif
