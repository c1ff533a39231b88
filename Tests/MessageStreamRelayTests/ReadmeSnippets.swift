#if Relay
    import Foundation
    import MessageStreamRelay
    import TestSupport
    import Testing

    /// The README's code that uses the relay, compiled; see the tests of MessageStream for the rest.
    enum ReadmeSnippets {
        static func relay() async throws {
            // begin
            var configuration = RelayConfiguration()
            configuration.upstreams = [.init(name: "anthropic", host: "api.anthropic.com")]
            let relay = try await RelayServer.start(configuration)
            print(relay.baseURL)
            await relay.drain(within: .seconds(30))
            // end
        }
    }

    @Suite("The README's code for the relay")
    struct ReadmeTests {
        @Test func `is what is compiled here`() throws {
            let readme = try String(
                contentsOf: packageRoot.appending(path: "README.md"), encoding: .utf8)
            let fences = readme.components(separatedBy: "```swift\nimport MessageStreamRelay\n\n")
                .dropFirst().map { $0.components(separatedBy: "```")[0] }
            let source = try String(contentsOfFile: #filePath, encoding: .utf8)
            let begin = "            // begin\n"
            let region = try #require(
                source.components(separatedBy: begin).last?
                    .components(separatedBy: "            // end\n")[0])
            let lines = region.split(separator: "\n").map { "\($0.dropFirst(12))\n" }
            #expect(fences == [lines.joined()])
        }
    }
#endif
