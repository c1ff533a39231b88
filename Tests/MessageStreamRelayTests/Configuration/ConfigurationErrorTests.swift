#if Relay
    import Configuration
    import Foundation
    import Testing

    @testable import MessageStreamRelay

    @Suite("Values that a relay's configuration refuses")
    struct ConfigurationErrorTests {
        private static let secret = "sk-ant-hush"

        @Test(arguments: [
            ("relay.port", "80a"), ("relay.port", "1.5"), ("relay.reusePort", "maybe"),
            ("relay.eventLoopThreads", "99999999999999999999"), ("relay.drainTimeout", "15"),
            ("relay.drainTimeout", "1d"), ("relay.drainTimeout", "-1s"),
            ("relay.drainTimeout", "s"), ("relay.drainTimeout", "1.5s"),
            ("relay.drainTimeout", "9999999999999999999s"), ("relay.maximumRequestBytes", "32MB"),
            ("relay.maximumRequestBytes", "9223372036854775807GiB"),
            ("relay.maximumRequestBytes", "MiB"), ("relay.accessLog", "xml"),
            ("relay.tokensPerMinute", "many"), ("relay.upstreams", "https://a.example"),
            ("relay.upstreams", "name=a"), ("relay.upstreams", "url=ftp://a"),
            ("relay.upstreams", "url="), ("relay.upstreams", "url=http://a,url=http://b"),
            ("relay.upstreams", "url=http://a,weight=heavy"),
            ("relay.upstreams", "url=http://a,verify=2"),
            ("relay.upstreams", "url=http://a,auth=basic"),
            ("relay.upstreams", "url=http://a,auth=client,key-env=SECRET"),
            ("relay.upstreams", "url=http://a,key-env=SECRET,key-file=/x"),
            ("relay.clientKeys", "name=a"), ("relay.clientKeys", "sha256=12"),
            ("relay.clientKeys", "key-env=SECRET,requests=many"),
            ("relay.clientKeys", "key-env=SECRET,sha256=12"), ("relay.clientKeys", "key-env=LONG"),
        ])
        func `a value that does not parse is an error that names its key`(
            _ key: String, _ value: String
        ) throws {
            let environment = [
                "SECRET": Self.secret, "LONG": String(repeating: "k", count: 513),
            ]
            let error = #expect(throws: RelayConfigurationError.self) {
                try RelayConfiguration.read(
                    from: ConfigReader(
                        provider: InMemoryProvider(values: [
                            AbsoluteConfigKey(stringLiteral: key): ConfigValue(
                                .string(value), isSecret: false)
                        ])), environment: environment)
            }
            #expect(error?.code == .badValue)
            #expect(error?.key == key)
            #expect(error?.description.hasPrefix(key + ": ") == true)
            #expect(error?.description.contains(Self.secret) == false)
        }

        @Test(arguments: [
            ("url=http://a,key-env=ABSENT", RelayConfigurationError.Code.missingSecret),
            ("url=http://a,key-file=/absent/file", .missingSecret),
            ("url=http://a,auth=bearer", .missingSecret),
            ("url=http://a,key=sk-ant-hush", .unknownKey),
            ("url=http://a,colour=sk-ant-hush", .unknownKey),
            ("url=http://a,sk-ant-hush=", .unknownKey),
            ("url=http://a,key-env=sk-ant-hush", .missingSecret),
            ("url=http://a,key-file=sk-ant-hush", .missingSecret),
        ])
        func `a secret that is not there or not where it belongs is an error without it`(
            _ text: String, _ code: RelayConfigurationError.Code
        ) {
            let error = #expect(throws: RelayConfigurationError.self) {
                try ConfigurationReadingTests.read(environment: ["RELAY_UPSTREAMS": text])
            }
            #expect(error?.code == code)
            #expect(error?.key == "relay.upstreams")
            #expect(error?.description.contains(Self.secret) == false)
        }

        @Test(arguments: [
            (#"{"relay": {"prot": 1}}"#, "relay.prot"), (#"{"port": 1}"#, "port"),
            (#"{"relay": {"chat": {"colour": {"a": 1}}}}"#, "relay.chat.colour"),
            (#"{"relay": 1}"#, "relay"), (#"{"relay": {"a\nb": 1}}"#, #"relay.a\u{a}b"#),
            (#"{"relay": {"chat": {"resumption": true}}}"#, "relay.chat.resumption"),
        ])
        func `a key of a file that is none is an error that names it`(
            _ file: String, _ key: String
        ) {
            let error = #expect(throws: RelayConfigurationError.self) {
                try ConfigurationReadingTests.read(file: file)
            }
            #expect(error?.code == .unknownKey)
            #expect(error?.key == key)
        }

        @Test(arguments: [
            (#"{"relay": {"port": {"a": 1}}}"#, "relay.port"),
            (#"{"relay": {"port": [1]}}"#, "relay.port"),
            (#"{"relay": {"port": true}}"#, "relay.port"),
            (#"{"relay": {"upstreams": [1]}}"#, "relay.upstreams"),
            (#"{"relay": {"upstreams": [{"url": ["a"]}]}}"#, "relay.upstreams"),
            (#"{"relay": {"upstreams": [{"url": "http://a,weight=2"}]}}"#, "relay.upstreams"),
            (#"{"relay": {"upstreams": ["url=http://a;url=http://b"]}}"#, "relay.upstreams"),
        ])
        func `a value of a file that is of the wrong type is an error`(
            _ file: String, _ key: String
        ) {
            let error = #expect(throws: RelayConfigurationError.self) {
                try ConfigurationReadingTests.read(file: file)
            }
            #expect(error?.code == .badValue)
            #expect(error?.key == key)
        }

        @Test(arguments: ["", "[]", "{", "{} x"])
        func `a file that is no JSON object is an error`(_ file: String) {
            let error = #expect(throws: RelayConfigurationError.self) {
                try ConfigurationReadingTests.read(file: file)
            }
            #expect(error?.code == .unreadableFile)
        }

        @Test func `a file that is not there is named`() {
            let error = #expect(throws: RelayConfigurationError.self) {
                try RelayConfiguration.provider(ofFile: "/absent/relay.json")
            }
            #expect(error?.code == .unreadableFile)
            #expect(error?.message == "the file /absent/relay.json cannot be read")
        }

        @Test func `a directory is no file`() {
            let error = #expect(throws: RelayConfigurationError.self) {
                try RelayConfiguration.provider(ofFile: "/")
            }
            #expect(error?.code == .unreadableFile)
        }
    }
#endif
