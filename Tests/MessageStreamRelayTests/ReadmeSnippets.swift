#if Relay
    import MessageStreamRelay

    /// The documentation's code that uses the relay, compiled; see `DocumentationTests`.
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
#endif
