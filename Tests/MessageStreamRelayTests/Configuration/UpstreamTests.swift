#if Relay
    import Foundation
    import Testing

    @testable import MessageStreamRelay

    @Suite("Upstreams of a configuration")
    struct UpstreamTests {
        typealias Upstream = RelayConfiguration.Upstream

        @Test(arguments: [
            ("https://api.anthropic.com", "https", "api.anthropic.com", 443, ""),
            ("HTTPS://api.anthropic.com/", "https", "api.anthropic.com", 443, ""),
            ("http://127.0.0.1:8080/a/b//", "http", "127.0.0.1", 8080, "/a/b"),
            ("http://[::1]", "http", "::1", 80, ""), ("http://[::1]:81", "http", "::1", 81, ""),
        ])
        func `a base URL has its parts`(
            _ url: String, _ scheme: String, _ host: String, _ port: Int, _ path: String
        ) throws {
            let upstream = try #require(Upstream(name: "a", url: url))
            #expect(upstream.scheme.rawValue == scheme)
            #expect(upstream.host == host)
            #expect(upstream.port == port)
            #expect(upstream.pathPrefix == path)
            #expect(Upstream(name: "a", url: upstream.url) == upstream)
        }

        @Test(arguments: [
            "", "a.example", "//a.example", "ftp://a.example", "https://", "https:///x",
            "https://user@a.example", "https://a.example?x", "https://a.example#x",
            "https://a.example:", "https://a.example:0", "https://a.example:65536",
            "https://a.example:-1", "https://a.example:8x", "https://a b", "https://a\r\nb",
            "https://[::1", "https://[a]", "https://[::1]x", "https://a\\b", "https://a.example:+1",
            "https://\u{fc}.example",
        ])
        func `what is no base URL is none`(_ url: String) {
            #expect(Upstream(name: "a", url: url) == nil)
        }

        @Test(arguments: [
            ("https://a.example", "a.example"), ("http://a.example:443", "a.example:443"),
            ("http://[::1]", "[::1]"), ("https://[::1]:8443", "[::1]:8443"),
        ])
        func `the authority has a port where it is not the scheme's`(
            _ url: String, _ authority: String
        ) throws {
            #expect(try #require(Upstream(name: "a", url: url)).authority == authority)
        }

        @Test func `the variables of the official SDKs make an upstream where none is configured`()
            throws
        {
            func upstreams(_ environment: [String: String]) throws -> [Upstream] {
                try ConfigurationReadingTests.read(environment: environment).upstreams
            }
            #expect(try upstreams(["ANTHROPIC_API_KEY": ""]) == [])
            #expect(
                try upstreams(["ANTHROPIC_API_KEY": "k", "ANTHROPIC_AUTH_TOKEN": "t"]) == [
                    Upstream(
                        name: "anthropic", host: "api.anthropic.com",
                        credentials: .apiKey(.init("k")))
                ])
            #expect(
                try upstreams([
                    "ANTHROPIC_AUTH_TOKEN": "t", "ANTHROPIC_BASE_URL": "http://a.example/x",
                ]) == [
                    Upstream(
                        name: "anthropic", scheme: .http, host: "a.example", pathPrefix: "/x",
                        credentials: .bearer(.init("t")))
                ])
            #expect(
                try upstreams(["ANTHROPIC_API_KEY": "k", "RELAY_UPSTREAMS": "url=http://b"]) == [
                    Upstream(name: "upstream-1", scheme: .http, host: "b")
                ])
            let error = #expect(throws: RelayConfigurationError.self) {
                try upstreams(["ANTHROPIC_BASE_URL": "nowhere"])
            }
            #expect(error?.key == "ANTHROPIC_BASE_URL")
        }

        @Test(arguments: ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "KEY"])
        func `a key comes from the environment without the white space around it`(
            name: String
        ) throws {
            let isOwn = name == "KEY"
            let read = try ConfigurationReadingTests.read(environment: [
                name: " the-key\r\n", "ANTHROPIC_BASE_URL": "http://a\n",
                "RELAY_UPSTREAMS": isOwn ? "url=http://a,key-env=KEY" : "",
                "RELAY_CLIENT_KEYS": "name=c,key-env=\(name)",
            ])
            let key = RelayConfiguration.Secret("the-key")
            #expect(
                read.upstreams.map(\.credentials)
                    == [name == "ANTHROPIC_AUTH_TOKEN" ? .bearer(key) : .apiKey(key)])
            #expect(read.upstreams.map(\.host) == ["a"])
            #expect(read.clientKeys.map(\.sha256) == [ClientKey.digest(of: "the-key")])
            #expect(throws: Never.self) { try read.validate() }
        }

        @Test func `a key comes from a file without the line's end`() throws {
            let file = FileManager.default.temporaryDirectory.appending(
                path: "relay-key-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: file) }
            try Data("  the-key\r\n".utf8).write(to: file)
            let read = try ConfigurationReadingTests.read(environment: [
                "RELAY_UPSTREAMS": "url=https://a,auth=bearer,key-file=\(file.path)"
            ])
            #expect(read.upstreams.map(\.credentials) == [.bearer(.init("the-key"))])

            try Data(count: SecretSources.maximumFileBytes + 1).write(to: file)
            let error = #expect(throws: RelayConfigurationError.self) {
                try ConfigurationReadingTests.read(environment: [
                    "RELAY_UPSTREAMS": "url=https://a,auth=bearer,key-file=\(file.path)"
                ])
            }
            #expect(error?.code == .missingSecret)
        }
    }
#endif
