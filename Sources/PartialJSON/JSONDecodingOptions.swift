/// How ``PartialJSONValue/decode(_:options:)`` and its siblings read what a type leaves open.
public struct JSONDecodingOptions: Sendable {
    /// How the keys of a type are written in JSON.
    public var keys: JSONKeyStrategy
    /// What the decoder shows to the `init(from:)` of types that ask.
    public var userInfo: [CodingUserInfoKey: any Sendable]

    /// Options; without arguments those that apply when none are given.
    public init(
        keys: JSONKeyStrategy = .asWritten, userInfo: [CodingUserInfoKey: any Sendable] = [:]
    ) {
        self.keys = keys
        self.userInfo = userInfo
    }
}

/// How the keys of a type are written in JSON.
public enum JSONKeyStrategy: Sendable, Hashable {
    /// As in the type.
    case asWritten
    /// `file_name` is the key `fileName`, as with Foundation's `JSONDecoder`: underscores at the ends
    /// stay, and `file_url` is `fileUrl`. Keys of dictionaries stay as they are.
    case convertFromSnakeCase

    /// The type's key for `key`.
    func converted(_ key: String) -> String {
        guard self == .convertFromSnakeCase, key.utf8.contains(UInt8(ascii: "_")) else {
            return key
        }
        let leading = key.prefix { $0 == "_" }
        let rest = key.dropFirst(leading.count)
        guard let end = rest.lastIndex(where: { $0 != "_" }) else { return key }
        let words = rest[...end].split(separator: "_")
        guard words.count > 1 else { return key }
        let capitalized = words.dropFirst().map {
            $0.prefix(1).uppercased() + $0.dropFirst().lowercased()
        }
        return leading + words[0].lowercased() + capitalized.joined()
            + rest[rest.index(after: end)...]
    }
}
