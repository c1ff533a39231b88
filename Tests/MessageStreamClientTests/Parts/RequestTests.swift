#if Client
    import AsyncHTTPClient
    import NIOSSL
    import PartialJSON
    import Testing

    @testable import MessageStreamClient

    /// What is wrong with a configuration is said before anything is sent.
    @Suite struct RequestTests {
        /// The request that a client makes, or why it makes none.
        private func request(
            _ options: RequestOptions = RequestOptions(),
            _ configure: (inout MessageClient.Configuration) -> Void
        ) -> Result<HTTPClient.Request, MessageStreamClientError> {
            var configuration = MessageClient.Configuration()
            configure(&configuration)
            let client = MessageClient(configuration: configuration)
            return Result { () throws(MessageStreamClientError) in
                try client.httpRequest([:], options, nil)
            }
        }

        private func error(
            _ options: RequestOptions = RequestOptions(),
            _ configure: (inout MessageClient.Configuration) -> Void
        ) -> MessageStreamClientError? {
            if case .failure(let error) = request(options, configure) { error } else { nil }
        }

        @Test(arguments: ["\n", "\r", "\r\n", "\0", "\u{1B}[0m", "\u{7F}", "\nx-evil: 1"])
        func `What no header can carry is named by its setting, without its value`(_ bad: String) {
            let value = "sk-secret" + bad
            let cases: [(String, MessageStreamClientError?)] = [
                ("the API key", error { $0.credentials = .apiKey(Secret(value)) }),
                ("the bearer token", error { $0.credentials = .bearer(Secret(value)) }),
                ("the API's version", error { $0.version = value }),
                (
                    "x-gateway of the configuration's headers",
                    error { $0.headers = ["x-gateway": value] }
                ),
                (
                    "x-mine of the request's headers",
                    error(RequestOptions(headers: ["x-mine": value])) { _ in }
                ),
                ("the beta features", error(RequestOptions(betas: ["a", value])) { _ in }),
            ]
            for (setting, error) in cases {
                #expect(error?.code == .invalidConfiguration)
                #expect(error?.mayPass == false)
                #expect(error?.message.hasPrefix("\(setting) cannot be sent in a header") == true)
                let offset =
                    setting == "the bearer token" ? 16 : setting == "the beta features" ? 11 : 9
                #expect(error?.message.contains("at byte \(offset);") == true)
                #expect(error.map { "\($0)" }?.contains("secret") == false)
            }
        }

        @Test(arguments: ["", "sk-secret key", "sk-secret\n", "sk-secret:", "sk-sécret", "a(b)"])
        func `A name that no field can have is told by its place, since it may be a secret`(
            _ name: String
        ) {
            let error = error(RequestOptions(headers: ["x-a": "1", name: "2"])) { _ in }
            #expect(error?.code == .invalidConfiguration)
            #expect(
                error?.message.hasPrefix("field 2 of the request's headers has a name that no")
                    == true)
            #expect(error.map { "\($0)" }?.contains("cret") == false)
        }

        @Test func `Tabs and letters of every language can be sent`() throws {
            let request = try request { $0.headers = ["x-a": "a\tb é"] }.get()
            #expect(request.headers.contains { $0 == ("x-a", "a\tb é") })
        }

        @Test(arguments: [
            "https://host", "https://host/", "https://host//", "https://host/v1",
            "https://host/v1/",
            "https://host/v1/messages", "https://host/v1/messages/", " https://host/v1\n",
        ])
        func `A base URL may name the API's root, its version or the messages`(_ base: String)
            throws
        {
            #expect(try EndpointURL(base: base).whole == "https://host/v1/messages")
            #expect(try EndpointURL(base: base).shown == "https://host/v1/messages")
        }

        @Test(arguments: [
            ("http://v1", "http://v1/v1/messages"),
            ("http://a:1/v1beta", "http://a:1/v1beta/v1/messages"),
            ("http://a/x/v1", "http://a/x/v1/messages"),
            ("http://a/v1/x", "http://a/v1/x/v1/messages"),
            ("http://a/messages", "http://a/messages/v1/messages"),
        ])
        func `A path of a gateway's own stays`(_ base: String, _ url: String) throws {
            #expect(try EndpointURL(base: base).whole == url)
        }

        @Test(arguments: ["http://a", "http://a/v1", "http://a/v1/messages"])
        func `A query stays behind the path, and is not shown`(_ base: String) throws {
            let url = try EndpointURL(base: base + "?token=secret#part")
            #expect(url.whole == "http://a/v1/messages?token=secret")
            #expect(url.shown == "http://a/v1/messages")
        }

        @Test(arguments: ["0", "65536", "99999", "99999999999999999999", "-1", "http", "1:2"])
        func `A port that is none is told before anything is asked`(_ port: String) {
            for base in ["http://127.0.0.1:\(port)", "https://[::1]:\(port)/v1"] {
                let error = error { $0.baseURL = base }
                #expect(error?.code == .invalidConfiguration, "\(base)")
            }
        }

        @Test(arguments: ["", "sk-secret://x", "sk-secret", "http://sk secret", "http://"])
        func `A base URL that is none is not quoted`(_ base: String) {
            let error = error { $0.baseURL = base }
            #expect(error?.code == .invalidConfiguration)
            #expect(error.map { "\($0)" }?.contains("secret") == false)
            #expect(error?.message.hasPrefix("the base URL must be http:// or https://") == true)
        }

        @Test(arguments: [
            ProxyServer.http(host: "", port: 80), .http(host: "p", port: 0),
            .http(host: "p", port: 65_536), .socks(host: "p", port: -1),
        ])
        func `A proxy that is none is told`(_ proxy: ProxyServer) {
            let error = error { $0.proxy = proxy }
            #expect(error?.code == .invalidConfiguration)
            #expect(error?.message.contains("HTTPS_PROXY") == true)
        }

        private static let mistakes: [any Error & Sendable] = [
            HTTPClientError.invalidHeaderFieldValues(["sk-secret\n"]),
            HTTPClientError.invalidHeaderFieldNames(["sk-secret\n"]),
            HTTPClientError.unsupportedScheme("sk-secret"), HTTPClientError.emptyHost,
            HTTPClientError.invalidURL, HTTPClientError.emptyScheme,
            HTTPClientError.proxyAuthenticationRequired, NIOSSLError.failedToLoadCertificate,
            NIOSSLError.noSuchFilesystemObject,
        ]

        @Test(arguments: mistakes.indices, [true, false])
        func `A mistake made here is no failure of the connection, and not quoted`(
            _ index: Int, _ isSent: Bool
        ) {
            let error = MessageStreamClientError(transport: Self.mistakes[index], isSent: isSent)
            #expect(error.code == .invalidConfiguration)
            #expect(!error.mayPass)
            #expect(!"\(error)".contains("secret"))
        }

        @Test func `What the transport says is cleaned, escaped or not`() {
            var configuration = MessageClient.Configuration(
                credentials: .apiKey(Secret("sk-\"secret\"\n")))
            configuration.proxy = .http(
                host: "p", port: 1, user: "user", password: Secret("proxy-secret"))
            let redaction = Redaction(configuration, RequestOptions())
            struct Opaque: Error {
                var values: [String]
            }
            let error = redaction(
                MessageStreamClientError(
                    transport: Opaque(values: [
                        "sk-\"secret\"\n", "proxy-secret", "Basic dXNlcjpwcm94eS1zZWNyZXQ=",
                        "Basic dXNlcjpwcm94eS1zZWNy",
                    ]), isSent: true))
            #expect(
                error.message
                    == #"Opaque(values: ["[redacted]", "[redacted]", "Basic [redacted]", "Basic dXNlcjpwcm94eS1zZWNy"])"#
            )
        }

        @Test func `A secret that the quotation cuts is not shown in part`() {
            let key = "sk-ant-very-secret-and-long-key"
            let redaction = Redaction(.init(credentials: .apiKey(Secret(key))), RequestOptions())
            for padding in 160...200 {
                let body = String(repeating: ".", count: padding) + key
                let error = redaction(
                    MessageStreamClientError(
                        head: ResponseHead(status: 502, headers: [:]), body: Array(body.utf8)))
                #expect(!error.message.contains("sk-ant"), "\(error.message)")
            }
        }
    }
#endif
