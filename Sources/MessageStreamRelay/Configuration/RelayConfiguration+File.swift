#if Relay
    public import Configuration
    internal import Foundation
    internal import PartialJSON

    extension RelayConfiguration {
        /// The longest configuration file, in bytes.
        public static let maximumFileBytes = 8 << 20

        /// The values of flags, for a `ConfigReader`.
        public static func provider(of flags: [Key: String]) -> InMemoryProvider {
            InMemoryProvider(
                name: "flags",
                values: Dictionary(
                    uniqueKeysWithValues: flags.map { key, text in
                        (AbsoluteConfigKey(ConfigKey(key.rawValue)), .init(stringLiteral: text))
                    }))
        }

        /// The values of a configuration file, for a `ConfigReader`.
        ///
        /// The file is a JSON object whose members follow the names of ``Key``; other members are errors.
        ///
        /// ```json
        /// {"relay": {"port": 8080, "upstreamIdleTimeout": "90s", "upstreams": [
        ///     {"name": "anthropic", "url": "https://api.anthropic.com", "key-env": "ANTHROPIC_API_KEY"}
        /// ]}}
        /// ```
        ///
        /// - Throws: That the file cannot be read, or which of its keys is none.
        public static func provider(
            ofFile path: String
        ) throws(RelayConfigurationError) -> InMemoryProvider {
            // What is neither a path nor the name of such a file may as well be a key.
            let name =
                path.contains("/") || path.hasSuffix(".json")
                ? LogText.escaped(path, maximumBytes: 256) : "of the configuration"
            guard let file = FileHandle(forReadingAtPath: path),
                let data = try? file.read(upToCount: maximumFileBytes + 1)
            else { throw .init(.unreadableFile, "the file \(name) cannot be read") }
            guard data.count <= maximumFileBytes else {
                throw .init(
                    .unreadableFile, "the file \(name) is longer than \(maximumFileBytes) bytes")
            }
            do {
                return try provider(ofJSON: [UInt8](data), name: name)
            } catch let error where error.code == .unreadableFile {
                throw .init(.unreadableFile, "the file \(name) \(error.message)")
            }
        }

        static func provider(
            ofJSON bytes: [UInt8], name: String
        ) throws(RelayConfigurationError) -> InMemoryProvider {
            let value: JSONValue
            do {
                value = try JSONValue(parsing: bytes)
            } catch {
                throw .init(.unreadableFile, "is not JSON at byte \(error.byteOffset)")
            }
            guard let object = value.object else {
                throw .init(.unreadableFile, "is no JSON object")
            }
            var values: [AbsoluteConfigKey: ConfigValue] = [:]
            try collect(object, below: [], into: &values)
            return InMemoryProvider(name: name, values: values)
        }

        private static func collect(
            _ object: JSONObject, below path: [String],
            into values: inout [AbsoluteConfigKey: ConfigValue]
        ) throws(RelayConfigurationError) {
            for (member, value) in object {
                let path = path + [member]
                let name = path.joined(separator: ".")
                if let key = Key(rawValue: name) {
                    let text = try text(value, of: key)
                    values[AbsoluteConfigKey(path)] = ConfigValue(.string(text), isSecret: false)
                } else if let object = value.object,
                    Key.allCases.contains(where: { $0.rawValue.hasPrefix(name + ".") })
                {
                    try collect(object, below: path, into: &values)
                } else {
                    throw .init(
                        .unknownKey, key: LogText.escaped(name), "there is no such key")
                }
            }
        }

        private static func text(
            _ value: JSONValue, of key: Key
        ) throws(RelayConfigurationError) -> String {
            switch value {
            case .null: return ""
            case .bool(let flag): return String(flag)
            case .number(let number): return number.text
            case .string(let text): return text
            case .array(let elements) where key == .upstreams || key == .clientKeys:
                var texts: [String] = []
                for element in elements { texts.append(try text(ofElement: element, of: key)) }
                return texts.joined(separator: ";")
            case .array, .object:
                throw .init(.badValue, key, "is of a type that this value has not")
            }
        }

        /// One object of a list, as a text or as an object.
        private static func text(
            ofElement element: JSONValue, of key: Key
        ) throws(RelayConfigurationError) -> String {
            if let text = element.string, !text.utf8.contains(UInt8(ascii: ";")) { return text }
            guard let object = element.object else {
                throw .init(.badValue, key, "its elements are objects, or texts of one object")
            }
            var parts: [String] = []
            for (name, value) in object {
                let text: String? =
                    switch value {
                    case .string(let text): text
                    case .number(let number): number.text
                    case .bool(let flag): String(flag)
                    case .null: "none"
                    case .array, .object: nil
                    }
                guard let text, !(name + text).utf8.contains(where: { ",;".utf8.contains($0) })
                else {
                    throw .init(
                        .badValue, key,
                        "member '\(LogText.escaped(name, maximumBytes: 32))': "
                            + "a value is a text without ',' and ';', a number, true or false")
                }
                parts.append("\(name)=\(text)")
            }
            return parts.joined(separator: ",")
        }
    }
#endif
