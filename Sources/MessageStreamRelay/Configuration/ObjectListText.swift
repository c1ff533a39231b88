#if Relay
    /// A list of objects on one line, the same in flags, environment and files:
    /// `name=a,url=https://a.example,weight=3; name=b,url=https://b.example`.
    ///
    /// Objects are separated by `;`, members by `,`, which therefore no value can have.
    struct ObjectListText {
        /// The longest list, in bytes: 10,000 keys.
        static let maximumBytes = 4 << 20

        /// One object of the list.
        struct Object {
            let key: RelayConfiguration.Key
            /// Its place in the list, from 1.
            let number: Int
            private(set) var members: [String: String] = [:]

            fileprivate init(
                _ text: Substring, number: Int, key: RelayConfiguration.Key, names: Set<String>
            ) throws(RelayConfigurationError) {
                self.key = key
                self.number = number
                for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                    guard let equals = part.firstIndex(of: "=") else {
                        throw bad("a member is written name=value")
                    }
                    let name = String(part[..<equals].trimmingSpaces)
                    let value = String(part[part.index(after: equals)...].trimmingSpaces)
                    guard names.contains(name) else { throw unknown(name, names) }
                    guard !value.isEmpty else { throw bad("'\(name)' has no value") }
                    guard members.updateValue(value, forKey: name) == nil else {
                        throw bad("'\(name)' is there twice")
                    }
                }
            }

            /// The error of this object; `message` must not have a value in it that may be secret.
            func bad(
                _ message: String, _ code: RelayConfigurationError.Code = .badValue
            ) -> RelayConfigurationError {
                .init(code, key, "element \(number): \(message)")
            }

            private func unknown(_ name: String, _ names: Set<String>) -> RelayConfigurationError {
                if ["key", "api-key", "token", "secret", "password"].contains(name) {
                    return bad(
                        "keys are not written here: name where it is with key-env or key-file",
                        .unknownKey)
                }
                // Not which: it may be the end of a key with a comma in it.
                let known = names.sorted().joined(separator: ", ")
                return bad("has a member that is none of \(known)", .unknownKey)
            }
        }

        let objects: [Object]

        init(
            _ text: String, of key: RelayConfiguration.Key, names: Set<String>
        ) throws(RelayConfigurationError) {
            guard text.utf8.count <= Self.maximumBytes else {
                throw .init(.badValue, key, "is longer than \(Self.maximumBytes) bytes")
            }
            var objects: [Object] = []
            for part in text.split(separator: ";") where !part.trimmingSpaces.isEmpty {
                objects.append(
                    try Object(part, number: objects.count + 1, key: key, names: names))
            }
            self.objects = objects
        }
    }

    extension Substring {
        fileprivate var trimmingSpaces: Substring {
            var rest = drop(while: \.isWhitespace)
            while rest.last?.isWhitespace == true { rest.removeLast() }
            return rest
        }
    }
#endif
