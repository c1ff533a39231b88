#if Relay
    internal import Crypto

    /// A key by which the relay knows a client: a name and a hash, not the key.
    ///
    /// Its SHA-256 says nothing about a key that was drawn at random; do not use passwords.
    public struct ClientKey: Sendable, Hashable {
        /// The longest key, in bytes.
        public static let maximumBytes = 512

        /// The name in logs: 1 to 64 letters, digits, `.`, `_` and `-`.
        public var name: String
        /// The SHA-256 of the key, 32 bytes.
        public var sha256: [UInt8]
        /// Its limits; nil for those of the configuration.
        public var limits: RequestLimits?

        /// The key with this hash.
        public init(name: String, sha256: [UInt8], limits: RequestLimits? = nil) {
            self.name = name
            self.sha256 = sha256
            self.limits = limits
        }

        /// The key whose hash is `sha256`, as 64 hexadecimal digits; nil if it is not that.
        public init?(name: String, sha256: String, limits: RequestLimits? = nil) {
            let digits = Array(sha256.utf8).map(\.hexadecimalValue)
            guard digits.count == 64, !digits.contains(nil) else { return nil }
            let bytes = stride(from: 0, to: 64, by: 2).map { index in
                (digits[index] ?? 0) << 4 | (digits[index + 1] ?? 0)
            }
            self.init(name: name, sha256: bytes, limits: limits)
        }

        /// The hash of `key` as a configuration takes it, 64 hexadecimal digits.
        ///
        /// - Returns: nil if `key` could not be sent: it must be 1 to ``maximumBytes`` bytes of visible
        ///   ASCII.
        public static func hash(of key: String) -> String? {
            guard isPossible(key) else { return nil }
            return digest(of: key).map { byte in
                String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
            }.joined()
        }

        static func isPossible(_ key: some StringProtocol) -> Bool {
            1...maximumBytes ~= key.utf8.count && key.utf8.allSatisfy { 0x21...0x7E ~= $0 }
        }

        static func digest(of key: some StringProtocol) -> [UInt8] {
            Array(SHA256.hash(data: Array(key.utf8)))
        }

        /// The first 8 hexadecimal digits of the hash, to tell keys apart.
        var fingerprint: String {
            sha256.prefix(4).map { byte in
                String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
            }.joined()
        }
    }

    extension ClientKey: CustomStringConvertible, CustomReflectable {
        /// The name and the first 8 digits of the hash.
        public var description: String { "\(name) \(fingerprint)" }
        /// A mirror that shows no more than the description.
        public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
    }

    extension UInt8 {
        /// The value of a hexadecimal digit.
        var hexadecimalValue: UInt8? {
            switch self {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
            default: nil
            }
        }
    }
#endif
