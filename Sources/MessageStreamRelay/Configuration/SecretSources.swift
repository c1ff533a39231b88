#if Relay
    internal import Foundation
    internal import MessageStream

    /// Where secrets come from, and the objects of a configuration that have some.
    struct SecretSources {
        /// The longest file that holds a secret, in bytes.
        static let maximumFileBytes = 16 << 10

        let environment: [String: String]

        /// The secret that a member `key-env` or `key-file` of `object` leads to; nil without either.
        private func secret(
            of object: ObjectListText.Object
        ) throws(RelayConfigurationError) -> String? {
            switch (object.members["key-env"], object.members["key-file"]) {
            case (nil, nil): return nil
            case (_?, _?): throw object.bad("key-env and key-file do not go together")
            case (let name?, nil):
                guard name.isVariableName else {
                    throw object.bad(
                        "key-env takes the name of an environment variable, not a key",
                        .missingSecret)
                }
                guard let value = value(name) else {
                    throw object.bad(
                        "there is no environment variable "
                            + LogText.escaped(name, maximumBytes: 64), .missingSecret)
                }
                return value
            case (nil, let path?):
                guard let text = Self.text(ofFile: path), !text.isEmpty else {
                    // Without a slash it may as well be the key itself.
                    let shown =
                        path.contains("/")
                        ? LogText.escaped(path, maximumBytes: 256) : "of key-file"
                    throw object.bad(
                        "no key can be read from the file \(shown)", .missingSecret)
                }
                return text
            }
        }

        /// The value of a variable without the white space around it, or nil when nothing is left.
        private func value(_ name: String) -> String? {
            let value = environment[name]?.trimmingWhitespace
            return value?.isEmpty == false ? value : nil
        }

        /// The text of a file without the white space around it.
        private static func text(ofFile path: String) -> String? {
            guard let file = FileHandle(forReadingAtPath: path),
                let data = try? file.read(upToCount: maximumFileBytes + 1),
                data.count <= maximumFileBytes
            else { return nil }
            return String(decoding: data, as: UTF8.self).trimmingWhitespace
        }

        func upstreams(
            _ text: String
        ) throws(RelayConfigurationError) -> [RelayConfiguration.Upstream] {
            let list = try ObjectListText(
                text, of: .upstreams,
                names: [
                    "name", "url", "weight", "key-env", "key-file", "auth", "verify", "trust-roots",
                ])
            var upstreams: [RelayConfiguration.Upstream] = []
            for object in list.objects { upstreams.append(try upstream(object)) }
            return upstreams
        }

        private func upstream(
            _ object: ObjectListText.Object
        ) throws(RelayConfigurationError) -> RelayConfiguration.Upstream {
            guard let url = object.members["url"] else { throw object.bad("'url' is missing") }
            guard
                var upstream = RelayConfiguration.Upstream(
                    name: object.members["name"] ?? "upstream-\(object.number)", url: url)
            else { throw object.bad("'url' is no http or https URL of a host") }
            if let text = object.members["weight"] {
                guard let weight = Int(text) else {
                    throw object.bad("'weight' is no whole number")
                }
                upstream.weight = weight
            }
            if let text = object.members["verify"] {
                guard let verifies = ConfigurationText.bool(text) else {
                    throw object.bad("'verify' is neither on nor off")
                }
                upstream.verifiesCertificate = verifies
            }
            upstream.trustRootsFile = object.members["trust-roots"]
            upstream.credentials = try credentials(object)
            return upstream
        }

        private func credentials(
            _ object: ObjectListText.Object
        ) throws(RelayConfigurationError) -> RelayConfiguration.Upstream.Credentials {
            let secret = try secret(of: object).map(RelayConfiguration.Secret.init)
            switch (object.members["auth"], secret) {
            case (nil, nil), ("client", nil): return .passThrough
            case (nil, let secret?), ("x-api-key", let secret?): return .apiKey(secret)
            case ("bearer", let secret?): return .bearer(secret)
            case ("client", _): throw object.bad("'auth=client' takes no key")
            case ("x-api-key", nil), ("bearer", nil):
                throw object.bad("key-env or key-file is missing", .missingSecret)
            default: throw object.bad("'auth' is none of x-api-key, bearer, client")
            }
        }

        func clientKeys(
            _ text: String, limits: RequestLimits
        ) throws(RelayConfigurationError) -> [ClientKey] {
            let list = try ObjectListText(
                text, of: .clientKeys,
                names: [
                    "name", "sha256", "key-env", "key-file", "streams", "requests", "tokens",
                ])
            var keys: [ClientKey] = []
            for object in list.objects {
                keys.append(
                    ClientKey(
                        name: object.members["name"] ?? "key-\(object.number)",
                        sha256: try hash(object), limits: try own(limits, object)))
            }
            return keys
        }

        private func hash(
            _ object: ObjectListText.Object
        ) throws(RelayConfigurationError) -> [UInt8] {
            switch (object.members["sha256"], try secret(of: object)) {
            case (let text?, nil):
                guard let key = ClientKey(name: "", sha256: text) else {
                    throw object.bad("'sha256' is not 64 hexadecimal digits")
                }
                return key.sha256
            case (nil, let key?):
                guard ClientKey.isPossible(key) else {
                    throw object.bad(
                        "a key is 1 to \(ClientKey.maximumBytes) bytes of visible ASCII")
                }
                return ClientKey.digest(of: key)
            case (nil, nil): throw object.bad("sha256, key-env or key-file is missing")
            case (_?, _?): throw object.bad("sha256 and another key do not go together")
            }
        }

        /// `limits` with those that the object has of its own; nil if it has none.
        private func own(
            _ limits: RequestLimits, _ object: ObjectListText.Object
        ) throws(RelayConfigurationError) -> RequestLimits? {
            var own = limits
            var isOwn = false
            for (name, path) in [
                ("streams", \RequestLimits.maximumConcurrentStreams),
                ("requests", \.requestsPerMinute), ("tokens", \.tokensPerMinute),
            ] {
                guard let text = object.members[name] else { continue }
                isOwn = true
                if text == "none" {
                    own[keyPath: path] = nil
                } else if let value = Int(text) {
                    own[keyPath: path] = value
                } else {
                    throw object.bad("'\(name)' is no number, and not 'none'")
                }
            }
            return isOwn ? own : nil
        }

        /// The upstream that the environment of the official SDKs describes.
        func defaultUpstream() throws(RelayConfigurationError) -> RelayConfiguration.Upstream? {
            let key = value("ANTHROPIC_API_KEY").map(RelayConfiguration.Secret.init)
            let token = value("ANTHROPIC_AUTH_TOKEN").map(RelayConfiguration.Secret.init)
            let base = value("ANTHROPIC_BASE_URL")
            guard key != nil || token != nil || base != nil else { return nil }
            guard
                var upstream = RelayConfiguration.Upstream(
                    name: "anthropic", url: base ?? "https://api.anthropic.com")
            else {
                throw .init(
                    .badValue, key: "ANTHROPIC_BASE_URL", "is no http or https URL of a host")
            }
            upstream.credentials =
                key.map { .apiKey($0) } ?? token.map { .bearer($0) } ?? .passThrough
            return upstream
        }
    }

    extension String {
        /// Whether it can be the name of a variable; most keys cannot.
        fileprivate var isVariableName: Bool {
            utf8.allSatisfy { byte in
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
                    || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "_")
            }
        }
    }
#endif
