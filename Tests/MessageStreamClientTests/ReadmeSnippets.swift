#if Client && Relay
    import Foundation
    import Logging
    import MessageStream
    import MessageStreamClient
    import MessageStreamReplay
    import PartialJSON
    import TestSupport
    import Testing

    /// The README's code that uses the client, compiled; see the tests of MessageStream for the rest.
    enum ReadmeSnippets {
        static func stream(_ key: String, model: ModelName) async throws -> Message {
            // begin
            let client = MessageStreamClient(apiKey: key)
            let request = MessageRequest(
                model: model, maxTokens: 1024, messages: [.user("Good morning!")])
            let response = try await client.stream(request)
            for try await text in response.text { print(text, terminator: "") }
            let message = try await response.finalMessage()
            // end
            return message
        }

        static func failure(_ response: MessageStreamResponse) async {
            // begin
            do {
                print(try await response.finalText())
            } catch {
                print(error.code, error.requestID ?? "", error.partialMessage?.text ?? "")
            }
            // end
        }

        static func configuration(_ logger: Logger) -> MessageStreamClient {
            // begin
            // ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL, …
            var configuration = MessageStreamClient.Configuration.environment()
            configuration.defaults.timeouts.idle = .seconds(60)
            configuration.defaults.retries.continuation = .prefill
            configuration.observability.logger = logger
            let client = MessageStreamClient(configuration: configuration)
            // end
            return client
        }

        static func turn(
            _ client: MessageStreamClient, model: ModelName, _ conversation: inout Conversation
        ) async throws {
            // begin
            conversation.append(user: "And in Bonn?")
            let response = try await client.stream(
                conversation.request(model: model, maxTokens: 1024))
            for try await text in response.text { print(text, terminator: "") }
            conversation.append(response, keeping: .everythingSeen)  // or .completedBlocks
            // end
        }

        static func tools(
            _ client: MessageStreamClient, model: ModelName, _ conversation: inout Conversation
        ) async throws -> Message {
            // begin
            struct Place: Decodable { var city: String }
            let weather = Tool(
                name: "weather", description: "The weather of a city.",
                inputSchema: ["type": "object", "properties": ["city": ["type": "string"]]]
            ) { (place: Place) in "It is sunny in \(place.city)." }
            let runner = ToolRunner(client: client, model: model, maxTokens: 1024, tools: [weather])
            let message = try await runner.run(&conversation)
            // end
            return message
        }
    }

    @Suite struct ReadmeTests {
        @Test func `Every fence of the README that uses the client is compiled here`() throws {
            let readme = try String(
                contentsOf: packageRoot.appending(path: "README.md"), encoding: .utf8)
            let fences = readme.components(separatedBy: "```swift\nimport MessageStreamClient\n")
                .dropFirst().map { rest in
                    rest.components(separatedBy: "```")[0].split(separator: "\n").map(String.init)
                }
            let source = try String(contentsOfFile: #filePath, encoding: .utf8)
            let indentation = "            "
            let regions = source.components(separatedBy: indentation + "// begin\n").dropFirst()
                .map { rest in
                    rest.components(separatedBy: indentation + "// end\n")[0]
                        .split(separator: "\n").map { String($0.dropFirst(indentation.count)) }
                }
            #expect(fences.count == 5)
            #expect(Set(fences) == Set(regions))
        }

        @Test func `The snippets for conversations and tools take turns`() async throws {
            try await withModel(ToolRunnerTests.weather, ToolRunnerTests.done) { model in
                var conversation = Conversation()
                try await ReadmeSnippets.turn(model.client, model: "m", &conversation)
                #expect(conversation.unansweredToolUses.count == 2)
                let message = try await ReadmeSnippets.tools(
                    model.client, model: "m", &conversation)
                #expect(message.text == "Take an umbrella.")
                #expect(conversation.messages.violations == [])
            }
        }

        @Test func `The snippet for failures shows what came`() async throws {
            try await Upstream.run(
                [.answer], ReplayBehaviour(faults: [.truncated(after: 5)])
            ) { upstream in
                let response = try await upstream.client.stream(upstream.request)
                await ReadmeSnippets.failure(response)
                #expect(response.ending == .truncated)
            }
        }
    }
#endif
