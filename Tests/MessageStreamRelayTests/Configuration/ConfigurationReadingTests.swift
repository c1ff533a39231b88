#if Relay
    import Configuration
    import Foundation
    import Testing

    @testable import MessageStreamRelay

    @Suite("Reading a relay's configuration")
    struct ConfigurationReadingTests {
        static func read(
            flags: [AbsoluteConfigKey: ConfigValue] = [:], environment: [String: String] = [:],
            file: String = "{}"
        ) throws(RelayConfigurationError) -> RelayConfiguration {
            let reader = ConfigReader(providers: [
                InMemoryProvider(name: "flags", values: flags),
                EnvironmentVariablesProvider(environmentVariables: environment),
                try RelayConfiguration.provider(ofJSON: Array(file.utf8), name: "file"),
            ])
            return try RelayConfiguration.read(from: reader, environment: environment)
        }

        @Test func `nothing configured is the default`() throws {
            #expect(try Self.read() == RelayConfiguration())
        }

        @Test func `flags come before the environment, and it before the file`() throws {
            let file = #"{"relay": {"host": "file", "port": 1, "accessLog": "json"}}"#
            let environment = ["RELAY_HOST": "environment", "RELAY_PORT": "2"]
            let read = try Self.read(
                flags: ["relay.host": "flags"], environment: environment, file: file)
            #expect(read.host == "flags")
            #expect(read.port == 2)
            #expect(read.accessLog == .json)
        }

        @Test func `every key can be set in the environment and in a file`() throws {
            let certificate = "/tls/cert.pem"
            let values: [(RelayConfiguration.Key, String)] = [
                (.host, "0.0.0.0"), (.port, "8080"), (.allowsPublicAddressWithoutKeys, "true"),
                (.reusePort, "on"), (.eventLoopThreads, "3"), (.tlsCertificateFile, certificate),
                (.tlsPrivateKeyFile, "/tls/key.pem"), (.upstreams, "url=http://a.example"),
                (.clientKeys, "sha256=" + String(repeating: "0a", count: 32)),
                (.maximumConcurrentStreams, "5"), (.requestsPerMinute, "60"),
                (.tokensPerMinute, "100000"), (.reservesMaximumTokens, "on"),
                (.maximumRequestBytes, "1MiB"),
                (.maximumConnections, "1000"), (.maximumConnectionsPerAddress, "20"),
                (.requestHeadTimeout, "250ms"), (.requestBodyTimeout, "20s"),
                (.keepAliveTimeout, "21s"), (.connectTimeout, "3s"), (.firstByteTimeout, "5m"),
                (.upstreamIdleTimeout, "90s"), (.maximumStreamDuration, "2h"),
                (.drainTimeout, "0s"), (.chatModel, "claude-demo"), (.chatMaximumTokens, "10"),
                (.chatSystemPrompt, "Be brief; be kind, x=1"), (.chatHeartbeatInterval, "5s"),
                (.resumptionEnabled, "off"), (.resumptionTime, "1m"),
                (.resumptionAnswerBytes, "64KiB"), (.resumptionTotalBytes, "1048576"),
                (.resumptionGraceTime, "1s"), (.accessLog, "off"),
            ]
            #expect(Set(values.map(\.0)) == Set(RelayConfiguration.Key.allCases))

            var expected = RelayConfiguration()
            expected.host = "0.0.0.0"
            expected.port = 8080
            expected.maximumConnections = 1000
            expected.maximumConnectionsPerAddress = 20
            expected.allowsPublicAddressWithoutKeys = true
            expected.reusePort = true
            expected.eventLoopThreads = 3
            expected.tls = .init(certificateFile: certificate, privateKeyFile: "/tls/key.pem")
            expected.upstreams = [.init(name: "upstream-1", scheme: .http, host: "a.example")]
            expected.clientKeys = [
                ClientKey(name: "key-1", sha256: Array(repeating: 10, count: 32))
            ]
            expected.limits = RequestLimits(
                maximumConcurrentStreams: 5, requestsPerMinute: 60, tokensPerMinute: 100_000)
            expected.reservesMaximumTokens = true
            expected.maximumRequestBytes = 1 << 20
            expected.requestHeadTimeout = .milliseconds(250)
            expected.requestBodyTimeout = .seconds(20)
            expected.keepAliveTimeout = .seconds(21)
            expected.connectTimeout = .seconds(3)
            expected.firstByteTimeout = .seconds(300)
            expected.upstreamIdleTimeout = .seconds(90)
            expected.maximumStreamDuration = .seconds(7200)
            expected.drainTimeout = .zero
            expected.chat.model = "claude-demo"
            expected.chat.maximumTokens = 10
            expected.chat.systemPrompt = "Be brief; be kind, x=1"
            expected.chat.heartbeatInterval = .seconds(5)
            expected.chat.resumption.isEnabled = false
            expected.chat.resumption.time = .seconds(60)
            expected.chat.resumption.maximumAnswerBytes = 65536
            expected.chat.resumption.maximumTotalBytes = 1 << 20
            expected.chat.resumption.graceTime = .seconds(1)
            expected.accessLog = .off

            let environment = Dictionary(
                uniqueKeysWithValues: values.map { (Self.environmentName($0.0), $0.1) })
            #expect(try Self.read(environment: environment) == expected)

            let flags = Dictionary(
                uniqueKeysWithValues: values.map {
                    (
                        AbsoluteConfigKey(stringLiteral: $0.0.rawValue),
                        ConfigValue(.string($0.1), isSecret: false)
                    )
                })
            #expect(try Self.read(flags: flags) == expected)

            let file = Self.nested(values.map { ($0.0.rawValue, $0.1) })
            let data = try JSONSerialization.data(withJSONObject: file)
            #expect(try Self.read(file: String(decoding: data, as: UTF8.self)) == expected)
            #expect(throws: Never.self) { try expected.validate() }
        }

        /// `relay.chat.maximumTokens` as `RELAY_CHAT_MAXIMUM_TOKENS`.
        private static func environmentName(_ key: RelayConfiguration.Key) -> String {
            key.rawValue.reduce(into: "") { name, character in
                if character.isUppercase { name += "_" }
                name += character == "." ? "_" : character.uppercased()
            }
        }

        private static func nested(_ values: [(String, String)]) -> [String: Any] {
            Dictionary(grouping: values) { String($0.0.prefix { $0 != "." }) }.mapValues { group in
                let rests = group.map { ($0.0.drop { $0 != "." }.dropFirst(), $0.1) }
                if rests.count == 1, rests[0].0.isEmpty { return rests[0].1 }
                return nested(rests.map { (String($0.0), $0.1) })
            }
        }

        @Test func `a file has numbers, flags and lists of objects of its own`() throws {
            let read = try Self.read(
                environment: ["KEY_A": "secret-a"],
                file: """
                    {"relay": {"port": 9000, "reusePort": true, "tokensPerMinute": null,
                      "chat": {"resumption": {"enabled": false}},
                      "upstreams": [
                        {"name": "a", "url": "https://a.example/x/", "weight": 3, "key-env": "KEY_A"},
                        "name=b, url=http://[::1]:81, verify=off"],
                      "clientKeys": [{"name": "c", "key-env": "KEY_A", "requests": 5, "tokens": null}]}}
                    """)
            #expect(read.port == 9000)
            #expect(read.reusePort)
            #expect(read.limits == RequestLimits())
            #expect(!read.chat.resumption.isEnabled)
            #expect(
                read.upstreams == [
                    .init(
                        name: "a", host: "a.example", pathPrefix: "/x", weight: 3,
                        credentials: .apiKey(.init("secret-a"))),
                    .init(
                        name: "b", scheme: .http, host: "::1", port: 81, verifiesCertificate: false),
                ])
            #expect(read.clientKeys[0].sha256 == ClientKey.digest(of: "secret-a"))
            #expect(read.clientKeys[0].limits == RequestLimits(requestsPerMinute: 5))
        }

        @Test func `numbers, flags and lists of other providers are read as well`() throws {
            let read = try Self.read(flags: [
                "relay.port": 81, "relay.reusePort": true,
                "relay.upstreams": ConfigValue(
                    .stringArray(["url=http://a", "url=http://b"]), isSecret: false),
            ])
            #expect(read.port == 81)
            #expect(read.reusePort)
            #expect(read.upstreams.map(\.name) == ["upstream-1", "upstream-2"])
        }

        @Test func `a key's limits are the configuration's but for its own`() throws {
            let hash = String(repeating: "ab", count: 32)
            let read = try Self.read(environment: [
                "RELAY_TOKENS_PER_MINUTE": "7", "RELAY_REQUESTS_PER_MINUTE": "8",
                "RELAY_CLIENT_KEYS":
                    "name=a,sha256=\(hash),requests=none;name=b,sha256=\(hash)",
            ])
            #expect(read.clientKeys.map(\.limits) == [RequestLimits(tokensPerMinute: 7), nil])
        }
    }
#endif
