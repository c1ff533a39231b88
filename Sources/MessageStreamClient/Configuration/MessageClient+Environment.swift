#if Client
    import Foundation
    import MessageStream

    extension MessageClient.Configuration {
        /// The configuration that the environment describes, as the official SDKs read it.
        ///
        /// `ANTHROPIC_API_KEY`, or else `ANTHROPIC_AUTH_TOKEN`, are the credentials;
        /// `ANTHROPIC_BASE_URL` is the base URL; `ANTHROPIC_CUSTOM_HEADERS` are further header fields, a
        /// `Name: value` a line. White space around a value is not part of it; a variable with nothing
        /// else counts as absent.
        ///
        /// The proxy is that of `HTTPS_PROXY`, or of `HTTP_PROXY` where the base URL is `http://`, or
        /// else of `ALL_PROXY`; none for the hosts of `NO_PROXY`, and none for this machine. Their
        /// names may be in lower case. It is the base URL's: give another one here, and do not set it
        /// later.
        ///
        /// - Parameters:
        ///   - variables: The environment; nil for that of the process.
        ///   - baseURL: The base URL, whatever `ANTHROPIC_BASE_URL` says.
        public static func environment(
            _ variables: [String: String]? = nil, baseURL: String? = nil
        ) -> Self {
            let environment = Environment(variables ?? ProcessInfo.processInfo.environment)
            let credentials: Credentials =
                if let key = environment["ANTHROPIC_API_KEY"] {
                    .apiKey(Secret(key))
                } else if let token = environment["ANTHROPIC_AUTH_TOKEN"] {
                    .bearer(Secret(token))
                } else {
                    .none
                }
            let baseURL = baseURL ?? environment["ANTHROPIC_BASE_URL"] ?? defaultBaseURL
            var configuration = Self(baseURL: baseURL, credentials: credentials)
            configuration.proxy = environment.proxy(for: baseURL)
            let lines = (environment["ANTHROPIC_CUSTOM_HEADERS"] ?? "")
                .split(whereSeparator: \.isNewline)
            for line in lines {
                let parts = line.split(separator: ":", maxSplits: 1).map(\.trimmingWhitespace)
                guard parts.count == 2, !parts[0].isEmpty else { continue }
                configuration.headers[parts[0]] = parts[1]
            }
            return configuration
        }
    }
#endif
