#if Relay
    public import Configuration
    internal import Foundation

    extension RelayConfiguration {
        /// The configuration that a reader's values make, over the defaults.
        ///
        /// ``Key`` lists the keys. Times are texts such as `15s`, `5m`, `250ms`; sizes numbers or `32MiB`;
        /// limits numbers or `none`. Lists of objects are one text in flags, environment and file alike;
        /// in a file each object may also be an element of an array:
        ///
        /// ```
        /// RELAY_UPSTREAMS='name=a,url=https://api.anthropic.com,weight=3,key-env=ANTHROPIC_API_KEY;
        ///                  name=b,url=https://b.example,auth=bearer,key-file=/run/secrets/b'
        /// RELAY_CLIENT_KEYS='name=alice,sha256=9f86...,requests=60,tokens=none'
        /// ```
        ///
        /// Secrets come from the environment variables or files that the lists name. Where no upstream is
        /// configured, `ANTHROPIC_API_KEY` (or `ANTHROPIC_AUTH_TOKEN`) and `ANTHROPIC_BASE_URL` make
        /// one. An empty text counts as absent.
        ///
        /// ```swift
        /// let reader = ConfigReader(providers: [
        ///     InMemoryProvider(values: flags),
        ///     EnvironmentVariablesProvider(),
        ///     try RelayConfiguration.provider(ofFile: "relay.json"),
        /// ])
        /// let configuration = try RelayConfiguration.read(from: reader)
        /// ```
        ///
        /// - Parameters:
        ///   - reader: The values; of several providers the first that has one.
        ///   - environment: Where secrets are looked up; nil for the environment of the process.
        /// - Throws: The first value that does not parse, and its key. ``validate()`` finds the rest.
        public static func read(
            from reader: ConfigReader, environment: [String: String]? = nil
        ) throws(RelayConfigurationError) -> RelayConfiguration {
            let secrets = SecretSources(
                environment: environment ?? ProcessInfo.processInfo.environment)
            var configuration = RelayConfiguration()
            // Keys start from the limits of the configuration, which therefore have to be there first.
            for key in Key.allCases.filter({ $0 != .clientKeys }) + [.clientKeys] {
                guard let text = try text(of: key, in: reader), !text.isEmpty else { continue }
                try configuration.set(ConfigurationText(key: key, text: text), secrets)
            }
            if configuration.upstreams.isEmpty {
                configuration.upstreams = try secrets.defaultUpstream().map { [$0] } ?? []
            }
            return configuration
        }

        /// The value of `key` as a text, whatever type its provider has for it.
        private static func text(
            of key: Key, in reader: ConfigReader
        ) throws(RelayConfigurationError) -> String? {
            // A value of another type is an error of the look-up, and so is none: of those that fail
            // for each type there is none.
            let name = ConfigKey(key.rawValue)
            if let text = try? reader.requiredString(forKey: name) { return text }
            if let list = try? reader.requiredStringArray(forKey: name) {
                return list.joined(separator: ";")
            }
            if let number = try? reader.requiredDouble(forKey: name) {
                // A flag in a file is a number to the reader, and a whole number a Double.
                if let whole = try? reader.requiredInt(forKey: name) { return String(whole) }
                return String(number)
            }
            if let number = try? reader.requiredInt(forKey: name) { return String(number) }
            if let flag = try? reader.requiredBool(forKey: name) { return String(flag) }
            if (try? reader.requiredIntArray(forKey: name)) != nil
                || (try? reader.requiredDoubleArray(forKey: name)) != nil
                || (try? reader.requiredBoolArray(forKey: name)) != nil
                || (try? reader.requiredBytes(forKey: name)) != nil
                || (try? reader.requiredByteChunkArray(forKey: name)) != nil
            {
                throw .init(.badValue, key, "is of a type that no value has")
            }
            return nil
        }
    }
#endif
