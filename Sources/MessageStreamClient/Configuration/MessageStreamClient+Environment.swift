#if Client
    import Foundation

    extension MessageStreamClient.Configuration {
        /// The configuration that the environment describes, as the official SDKs read it.
        ///
        /// `ANTHROPIC_API_KEY`, or else `ANTHROPIC_AUTH_TOKEN`, are the credentials;
        /// `ANTHROPIC_BASE_URL` is the base URL; `ANTHROPIC_CUSTOM_HEADERS` are further header fields, a
        /// `Name: value` a line. A variable that is empty counts as absent.
        ///
        /// - Parameter variables: The environment; nil for that of the process.
        public static func environment(
            _ variables: [String: String]? = nil
        ) -> Self {
            let variables = variables ?? ProcessInfo.processInfo.environment
            func value(_ name: String) -> String? {
                variables[name].flatMap { $0.isEmpty ? nil : $0 }
            }
            let credentials: Credentials =
                if let key = value("ANTHROPIC_API_KEY") {
                    .apiKey(Secret(key))
                } else if let token = value("ANTHROPIC_AUTH_TOKEN") {
                    .bearer(Secret(token))
                } else {
                    .none
                }
            var configuration = Self(
                baseURL: value("ANTHROPIC_BASE_URL") ?? defaultBaseURL, credentials: credentials)
            for line in (value("ANTHROPIC_CUSTOM_HEADERS") ?? "").split(whereSeparator: \.isNewline)
            {
                let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingSpaces() }
                guard parts.count == 2, !parts[0].isEmpty else { continue }
                configuration.headers[parts[0]] = parts[1]
            }
            return configuration
        }
    }

    extension Substring {
        fileprivate func trimmingSpaces() -> String {
            let start = drop { $0.isWhitespace }
            let end = start.lastIndex { !$0.isWhitespace }.map(start.index(after:))
            return String(start[..<(end ?? start.startIndex)])
        }
    }
#endif
