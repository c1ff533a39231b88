#if Relay
    /// The text that a configuration has for a key, and the types it can be.
    struct ConfigurationText {
        let key: RelayConfiguration.Key
        let text: String

        var int: Int {
            get throws(RelayConfigurationError) {
                guard let value = Int(text) else { throw bad("is no whole number") }
                return value
            }
        }

        /// A limit, or nil for `none`.
        var limit: Int? {
            get throws(RelayConfigurationError) {
                if text == "none" { return nil }
                return try int
            }
        }

        var bool: Bool {
            get throws(RelayConfigurationError) {
                guard let value = Self.bool(text) else { throw bad("is neither true nor false") }
                return value
            }
        }

        var duration: Duration {
            get throws(RelayConfigurationError) {
                guard let value = Duration(text: text) else {
                    throw bad("is no time such as 15s, 5m, 250ms or 1h")
                }
                return value
            }
        }

        var bytes: Int {
            get throws(RelayConfigurationError) {
                guard let value = ByteCount(text: text) else {
                    throw bad("is no size such as 65536, 64KiB or 32MiB")
                }
                return value.bytes
            }
        }

        func choice<Choice: RawRepresentable<String> & CaseIterable>(
            _ type: Choice.Type = Choice.self
        ) throws(RelayConfigurationError) -> Choice {
            guard let value = Choice(rawValue: text) else {
                let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
                throw bad("is none of \(names)")
            }
            return value
        }

        static func bool(_ text: some StringProtocol) -> Bool? {
            switch text.lowercased() {
            case "true", "yes", "on", "1": true
            case "false", "no", "off", "0": false
            default: nil
            }
        }

        /// Without the value, which may be a key that went to the wrong place.
        private func bad(_ reason: String) -> RelayConfigurationError {
            .init(.badValue, key, "the value \(reason)")
        }
    }
#endif
