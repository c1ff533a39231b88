#if CommandLine
    import PartialJSON
    import Testing

    /// `message-stream demo`, and the command without arguments.
    struct DemoTests {
        @Test(arguments: [["demo"], [], ["demo", "--speed", "fast"], ["demo", "--speed", "real"]])
        func endsInTheTextAndTheTools(_ arguments: [String]) async throws {
            let run = try await CommandRun(arguments)
            let lines = run.lines.suffix(2)
            let text = try #require(lines.first)
            #expect(text.hasPrefix("text: "))
            #expect(text.contains("你好") && text.contains("Hello"))

            let tools = try #require(lines.last)
            #expect(tools.hasPrefix("tools: "))
            #expect(
                try JSONValue(parsing: String(tools.dropFirst("tools: ".count)))
                    == [
                        [
                            "id": "toolu_demo", "name": "calculator",
                            "input": ["expression": "2+2"],
                        ]
                    ])
            #expect(run.errors == "")
            #expect(run.status == 0)
        }

        @Test func showsTheInputGrowOutOfItsFragments() async throws {
            let lines = try await CommandRun("demo").lines
            let tool = try #require(lines.firstIndex(of: "tool calculator"))
            #expect(
                lines[(tool + 1)...].prefix(3) == [
                    #"  {"exp                → {}"#,
                    #"  ression": "          → {"expression": ""}"#,
                    #"  2+2"}                → {"expression": "2+2"}"#,
                ])
        }

        @Test func theStreamedTextIsTheText() async throws {
            let lines = try await CommandRun("demo").lines
            #expect(lines.contains("text: " + lines[0]))
        }
    }

    /// What every command says about itself.
    struct HelpTests {
        @Test(arguments: [
            ["--help"], ["decode", "--help"], ["input", "--help"], ["demo", "--help"],
        ])
        func helpHasExamples(_ arguments: [String]) async throws {
            let run = try await CommandRun(arguments)
            #expect(run.output.contains("EXAMPLES\n  message-stream"))
            #expect(run.status == 0)
        }

        @Test func versionIsThreeNumbers() async throws {
            let run = try await CommandRun("--version")
            #expect(
                run.output.split(separator: ".").compactMap { Int($0.filter(\.isNumber)) }.count
                    == 3)
        }
    }
#endif
