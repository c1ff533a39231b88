#if Client && Relay
    import Foundation
    import Logging
    import MessageStream
    import MessageStreamClient
    import MessageStreamReplay
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
            var configuration = MessageStreamClient.Configuration.environment()  // ANTHROPIC_API_KEY, …
            configuration.defaults.timeouts.idle = .seconds(60)
            configuration.defaults.retries.continuation = .prefill
            configuration.observability.logger = logger
            let client = MessageStreamClient(configuration: configuration)
            // end
            return client
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
            #expect(fences.count == 3)
            #expect(Set(fences) == Set(regions))
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
