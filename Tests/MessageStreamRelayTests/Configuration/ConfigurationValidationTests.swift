#if Relay
    import Foundation
    import Testing

    @testable import MessageStreamRelay

    @Suite("Configurations that can work")
    struct ConfigurationValidationTests {
        private static let upstream = RelayConfiguration.Upstream(
            name: "a", host: "a.example", credentials: .apiKey(.init("sk-ant-hush")))
        private static let key = ClientKey(
            name: "alice", sha256: ClientKey.digest(of: "relay-key-of-alice"))

        private static func configuration(
            _ change: (inout RelayConfiguration) -> Void = { _ in }
        ) -> RelayConfiguration {
            var configuration = RelayConfiguration()
            configuration.upstreams = [upstream]
            change(&configuration)
            return configuration
        }

        struct Refused: Sendable, CustomStringConvertible {
            let description: String
            let key: RelayConfiguration.Key
            var code = RelayConfigurationError.Code.badValue
            let change: @Sendable (inout RelayConfiguration) -> Void
        }

        private static let refused: [Refused] = [
            Refused(description: "no upstream", key: .upstreams, code: .noUpstream) {
                $0.upstreams = []
            },
            Refused(description: "two of a name", key: .upstreams, code: .contradiction) {
                $0.upstreams.append(upstream)
            },
            Refused(description: "65 upstreams", key: .upstreams) {
                $0.upstreams = (0..<65).map { .init(name: "\($0)", host: "a") }
            },
            Refused(description: "a name with a space", key: .upstreams) {
                $0.upstreams[0].name = "a b"
            },
            Refused(description: "a long name", key: .upstreams) {
                $0.upstreams[0].name = String(repeating: "a", count: 65)
            },
            Refused(description: "no name", key: .upstreams) { $0.upstreams[0].name = "" },
            Refused(description: "no host", key: .upstreams) { $0.upstreams[0].host = "" },
            Refused(description: "a host with a path", key: .upstreams) {
                $0.upstreams[0].host = "a/b"
            },
            Refused(description: "a negative weight", key: .upstreams) {
                $0.upstreams[0].weight = -1
            },
            Refused(description: "port 0 of an upstream", key: .upstreams) {
                $0.upstreams[0].port = 0
            },
            Refused(description: "a path that ends in /", key: .upstreams) {
                $0.upstreams[0].pathPrefix = "/x/"
            },
            Refused(description: "a path with a line feed", key: .upstreams) {
                $0.upstreams[0].pathPrefix = "/x\n"
            },
            Refused(description: "a key with a line feed", key: .upstreams) {
                $0.upstreams[0].credentials = .bearer(.init("hush\r\nx-a: b"))
            },
            Refused(description: "an empty key", key: .upstreams) {
                $0.upstreams[0].credentials = .apiKey(.init(""))
            },
            Refused(
                description: "two keys that are the same", key: .clientKeys, code: .contradiction
            ) {
                $0.clientKeys = [key, ClientKey(name: "bob", sha256: key.sha256)]
            },
            Refused(description: "two keys of a name", key: .clientKeys, code: .contradiction) {
                $0.clientKeys = [
                    key, ClientKey(name: "alice", sha256: ClientKey.digest(of: "other")),
                ]
            },
            Refused(description: "a short hash", key: .clientKeys) {
                $0.clientKeys = [ClientKey(name: "a", sha256: [1, 2, 3])]
            },
            Refused(description: "a key's limit of 0", key: .clientKeys) {
                $0.clientKeys = [key]
                $0.clientKeys[0].limits = RequestLimits(tokensPerMinute: 0)
            },
            Refused(description: "a limit of 0", key: .requestsPerMinute) {
                $0.limits.requestsPerMinute = 0
            },
            Refused(description: "a vast limit", key: .tokensPerMinute) {
                $0.limits.tokensPerMinute = .max
            },
            Refused(description: "port 65536", key: .port) { $0.port = 65536 },
            Refused(description: "an empty host", key: .host) { $0.host = "" },
            Refused(description: "no threads", key: .eventLoopThreads) {
                $0.eventLoopThreads = 0
            },
            Refused(
                description: "a certificate without a key", key: .tlsPrivateKeyFile,
                code: .contradiction
            ) { $0.tls = .init(certificateFile: "c.pem", privateKeyFile: "") },
            Refused(description: "requests of no bytes", key: .maximumRequestBytes) {
                $0.maximumRequestBytes = 0
            },
            Refused(description: "no time", key: .connectTimeout) { $0.connectTimeout = .zero },
            Refused(description: "a negative time", key: .drainTimeout) {
                $0.drainTimeout = .seconds(-1)
            },
            Refused(description: "endless time", key: .maximumStreamDuration) {
                $0.maximumStreamDuration = .seconds(1_000_000_000)
            },
            Refused(description: "no model", key: .chatModel) { $0.chat.model = "" },
        ]

        @Test(arguments: refused)
        func `what cannot work is refused, and its key named`(_ refused: Refused) {
            let error = #expect(throws: RelayConfigurationError.self) {
                try Self.configuration(refused.change).validate()
            }
            #expect(error?.code == refused.code)
            #expect(error?.key == refused.key.rawValue)
            #expect(error?.description.contains("hush") == false)
        }

        @Test func `the defaults with an upstream can work`() throws {
            try Self.configuration().validate()
        }

        @Test(arguments: [
            "127.0.0.1", "127.1.2.3", "::1", "localhost", "LocalHost",
        ])
        func `loopback needs no keys`(_ host: String) throws {
            let configuration = Self.configuration { $0.host = host }
            #expect(configuration.listensOnLoopback)
            try configuration.validate()
        }

        @Test(arguments: [
            "0.0.0.0", "::", "10.0.0.1", "a.example", "127.0.0.1.example", "127.0.0.256",
            "1270.0.0.1", "127.0.0", "128.0.0.1", "127.0.0.0x1", "::ffff:10.0.0.1",
            "localhost.example",
            "127..0.1",
        ])
        func `a public address needs keys, or to be allowed without`(_ host: String) throws {
            var configuration = Self.configuration { $0.host = host }
            let error = #expect(throws: RelayConfigurationError.self) {
                try configuration.validate()
            }
            #expect(error?.code == .publicAddressWithoutKeys)
            #expect(error?.message.contains("relay.allowsPublicAddressWithoutKeys") == true)
            configuration.allowsPublicAddressWithoutKeys = true
            try configuration.validate()
            configuration.allowsPublicAddressWithoutKeys = false
            configuration.clientKeys = [Self.key]
            try configuration.validate()
        }

        @Test func `the description is for reading and has no secret`() {
            var configuration = Self.configuration {
                $0.clientKeys = [Self.key]
                $0.upstreams.append(
                    .init(
                        name: "b", scheme: .http, host: "::1", port: 81, weight: 0,
                        credentials: .bearer(.init("bearer-hush")), verifiesCertificate: false))
                $0.limits.tokensPerMinute = 1000
                $0.chat.systemPrompt = "You are hushed."
            }
            configuration.clientKeys[0].limits = RequestLimits(maximumConcurrentStreams: 2)
            let hash = ClientKey.hash(of: "relay-key-of-alice") ?? ""
            #expect(
                configuration.description == """
                    listens on http://127.0.0.1:8787, this machine only
                    upstreams:
                      a https://a.example, weight 1, x-api-key set
                      b http://[::1]:81, weight 0, bearer token set
                    client keys:
                      alice \(hash.prefix(8)): 2 at a time
                    limits of a key: 1000 tokens a minute
                    requests: up to 32 MiB, head in 10s, body in 1m, kept alive 75s
                    answers: connection in 10s, head in 10m, silent up to 2m, whole in 1h, drained in 30s
                    chat: claude-sonnet-4-5, up to 4096 tokens, system prompt of 15 bytes, heartbeat every 15s
                    resumption: 5m, 1 MiB an answer, 64 MiB in all, read on for 15s
                    access log: text
                    """)
            for text in [
                "\(configuration)", String(reflecting: configuration),
                String(describing: configuration.upstreams), dumped(configuration),
                dumped(configuration.upstreams), dumped(configuration.clientKeys),
            ] {
                #expect(!text.contains("hush"))
                #expect(!text.contains(hash.dropFirst(8)))
                #expect(!text.contains("\(Self.key.sha256[4]), \(Self.key.sha256[5])"))
            }
        }

        private func dumped(_ value: some Any) -> String {
            var text = ""
            dump(value, to: &text)
            return text
        }
    }
#endif
