#if Client
    import Testing

    @testable import MessageStreamClient

    @Suite struct EnvironmentTests {
        private typealias Configuration = MessageClient.Configuration

        @Test(arguments: [
            (
                ["ANTHROPIC_API_KEY": "k", "ANTHROPIC_AUTH_TOKEN": "t"],
                Credentials.apiKey(Secret("k"))
            ),
            (["ANTHROPIC_API_KEY": "", "ANTHROPIC_AUTH_TOKEN": "t"], .bearer(Secret("t"))),
            (["ANTHROPIC_AUTH_TOKEN": "t"], .bearer(Secret("t"))),
            ([:], .none),
        ])
        func `The key goes before the token`(
            _ variables: [String: String], _ credentials: Credentials
        ) {
            #expect(Configuration.environment(variables).credentials == credentials)
        }

        @Test(arguments: ["k\n", "k\r\n", " k", "\tk \u{A0}", "k"])
        func `White space around a value is not part of it`(_ text: String) {
            let configuration = Configuration.environment([
                "ANTHROPIC_API_KEY": text, "ANTHROPIC_BASE_URL": " http://a\n",
            ])
            #expect(configuration.credentials == .apiKey(Secret("k")))
            #expect(configuration.baseURL == "http://a")
            #expect(
                Configuration.environment(["ANTHROPIC_AUTH_TOKEN": text]).credentials
                    == .bearer(Secret("k")))
            #expect(
                Configuration.environment([
                    "ANTHROPIC_API_KEY": " \n", "ANTHROPIC_AUTH_TOKEN": text,
                ]).credentials == .bearer(Secret("k")))
        }

        @Test(arguments: [
            (
                ["HTTPS_PROXY": "http://p:3128"], "https://a",
                ProxyServer.http(host: "p", port: 3128)
            ),
            (["https_proxy": "p:3128 "], "https://a", .http(host: "p", port: 3128)),
            (["HTTPS_PROXY": "http://p"], "http://a", nil),
            (["HTTP_PROXY": "http://P/"], "http://a", .http(host: "p", port: 80)),
            (
                ["http_proxy": "http://p", "HTTP_PROXY": "x"], "http://a",
                .http(host: "p", port: 80)
            ),
            (["HTTP_PROXY": "http://p"], "https://a", nil),
            (["HTTP_PROXY": "http://p", "REQUEST_METHOD": "GET"], "http://a", nil),
            (["ALL_PROXY": "socks5://p"], "https://a", .socks(host: "p", port: 1080)),
            (["all_proxy": "socks5h://[::2]:9"], "http://a", .socks(host: "::2", port: 9)),
            (
                ["HTTPS_PROXY": "http://u%40x:p%3Aq@p:1"], "https://a",
                .http(host: "p", port: 1, user: "u@x", password: Secret("p:q"))
            ),
            // No proxy could reach them.
            (["HTTP_PROXY": "http://p", "ALL_PROXY": "http://p"], "http://localhost:8080", nil),
            (["HTTP_PROXY": "http://p"], "http://127.8.0.1", nil),
            (["HTTP_PROXY": "http://p"], "http://[::1]:80", nil),
            ([:], "https://a", nil), (["HTTPS_PROXY": " "], "https://a", nil),
        ])
        func `The proxy is that of the environment`(
            _ variables: [String: String], _ baseURL: String, _ proxy: ProxyServer?
        ) {
            #expect(Configuration.environment(variables, baseURL: baseURL).proxy == proxy)
            var variables = variables
            variables["ANTHROPIC_BASE_URL"] = baseURL
            #expect(Configuration.environment(variables).proxy == proxy)
        }

        @Test(arguments: [
            ("a.example", true), ("A.Example", true), ("example", true), (".example", true),
            ("*.example", true), ("*", true), ("b, a.example", true), ("b a.example", true),
            ("a.example:443", true), ("a.example:80", false), (".a.example", true),
            ("ample", false), ("b", false), ("", false), ("a.example.org", false), (",", false),
        ])
        func `Hosts of NO_PROXY are asked without one`(_ list: String, _ isListed: Bool) {
            for name in ["NO_PROXY", "no_proxy"] {
                let configuration = Configuration.environment(
                    ["HTTPS_PROXY": "http://p", name: list], baseURL: "https://a.example/x")
                #expect((configuration.proxy == nil) == isListed)
            }
        }

        @Test(arguments: [
            ("10.0.0.0/8", true), ("10.1.2.3", true), ("10.1.0.0/16", true), ("0.0.0.0/0", true),
            ("10.1.2.3/32", true), ("10.1.2.4/32", false), ("10.2.0.0/16", false),
            ("10.1.2", false),
            ("10.0.0.0/33", false), ("10.1.2.3:8080", true), ("10.1.2.3:80", false),
        ])
        func `So are the addresses of its blocks`(_ list: String, _ isListed: Bool) {
            let configuration = Configuration.environment(
                ["HTTP_PROXY": "http://p", "NO_PROXY": list], baseURL: "http://10.1.2.3:8080")
            #expect((configuration.proxy == nil) == isListed)
        }

        @Test(arguments: ["https://p", "ftp://p", "http://", "http://p:x", "socks5://u:p@h", "p:0"])
        func `A proxy that is none is not passed over in silence`(_ text: String) {
            let proxy = Configuration.environment(["HTTPS_PROXY": text]).proxy
            #expect(throws: MessageStreamClientError.self) { try proxy?.validate() }
            #expect(proxy != nil)
        }

        @Test func `The base URL and headers come from the environment`() {
            let configuration = Configuration.environment([
                "ANTHROPIC_BASE_URL": "http://relay:1",
                "ANTHROPIC_CUSTOM_HEADERS": "X-A: 1\nx-b:two: three \r\nnonsense\n: empty",
            ])
            #expect(configuration.baseURL == "http://relay:1")
            #expect(configuration.headers.map(\.name) == ["X-A", "x-b"])
            #expect(configuration.headers.map(\.value) == ["1", "two: three"])
            #expect(Configuration.environment([:]).baseURL == Configuration.defaultBaseURL)
        }
    }
#endif
