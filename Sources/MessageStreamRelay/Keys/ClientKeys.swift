#if Relay
    /// The keys of the relay's clients, to look a presented one up.
    struct ClientKeys: Sendable {
        /// The most keys of a configuration: each look-up passes over all of them.
        static let maximumCount = 10_000

        /// The most words of a value that is looked through for keys.
        private static let maximumParts = 4

        /// The header field that held a key.
        enum Field: Sendable, Hashable {
            case authorization
            case apiKey
        }

        /// Who asks.
        struct Client: Sendable, Hashable {
            /// The client of a relay without keys.
            static let anonymous = Client(index: 0, name: nil, field: nil)

            /// Its place in ``Admission``.
            let index: Int
            /// The name of its key.
            let name: String?
            /// Where its key stood.
            let field: Field?
        }

        /// A hash as four words, so that comparing two has no branch.
        private struct Words: Sendable {
            var a: UInt64 = 0
            var b: UInt64 = 0
            var c: UInt64 = 0
            var d: UInt64 = 0

            init(_ bytes: [UInt8]) {
                func word(_ place: Int) -> UInt64 {
                    bytes[place..<place + 8].reduce(0) { $0 << 8 | UInt64($1) }
                }
                precondition(bytes.count == 32, "a SHA-256 has 32 bytes")
                a = word(0)
                b = word(8)
                c = word(16)
                d = word(24)
            }

            func difference(from other: Words) -> UInt64 {
                (a ^ other.a) | (b ^ other.b) | (c ^ other.c) | (d ^ other.d)
            }
        }

        private let names: [String]
        private let hashes: [Words]

        /// The keys of a valid configuration, no two with the same hash.
        init(_ keys: [ClientKey]) {
            names = keys.map(\.name)
            hashes = keys.map { Words($0.sha256) }
        }

        var isEmpty: Bool { hashes.isEmpty }

        /// Who presents these values of the header fields `authorization` and `x-api-key`.
        ///
        /// Takes the same time for every key that is none, and for every one that is: its SHA-256 is
        /// compared with all of them. Costs a hash and a comparison for each key.
        ///
        /// - Returns: ``Client/anonymous`` if there are no keys; nil if neither is one.
        func client(authorization: String?, apiKey: String?) -> Client? {
            guard !isEmpty else { return .anonymous }
            if let token = authorization.flatMap(Self.bearerToken),
                let client = client(presenting: token, in: .authorization)
            {
                return client
            }
            return apiKey.flatMap { client(presenting: $0[...], in: .apiKey) }
        }

        /// Whether one of the keys is in the value of a field: by itself, behind a scheme, in quotation
        /// marks, or as a parameter.
        func contain(_ value: String) -> Bool {
            guard !isEmpty else { return false }
            let words = value.split { $0 == " " || $0 == "\t" || $0 == "," }
            // A key may have these characters itself.
            let parts = value.split { " \t,;\"'()<>".contains($0) }
            let parameters = parts.compactMap { part in
                part.firstIndex { $0 == "=" || $0 == ":" }.map { part[$0...].dropFirst() }
            }
            // No credential has so many, and each costs a look at all keys.
            return parts.count > Self.maximumParts
                || (words + parts + parameters).contains { place(of: $0) != nil }
        }

        private func client(presenting key: Substring, in field: Field) -> Client? {
            place(of: key).map { Client(index: $0 + 1, name: names[$0], field: field) }
        }

        /// Which of the keys it is.
        private func place(of key: Substring) -> Int? {
            guard ClientKey.isPossible(key) else { return nil }
            let presented = Words(ClientKey.digest(of: key))
            var found: UInt64 = 0
            for (place, hash) in hashes.enumerated() {
                let difference = hash.difference(from: presented)
                let isSame = ((difference | (0 &- difference)) >> 63) ^ 1
                found |= isSame &* UInt64(place + 1)
            }
            return found > 0 ? Int(found) - 1 : nil
        }

        /// The token of `Bearer TOKEN` (RFC 6750, section 2.1; the scheme's case does not matter).
        static func bearerToken(_ value: String) -> Substring? {
            let scheme = value.prefix { $0 != " " }
            guard scheme.utf8.count == 6, scheme.lowercased() == "bearer" else { return nil }
            let token = value[scheme.endIndex...].drop { $0 == " " }
            return token.isEmpty ? nil : token
        }
    }
#endif
