package import PartialJSON

extension JSONValue {
    /// The greatest count that is believed, the last whole number before which a `Double` is exact.
    ///
    /// What a peer says is added up, and a sum must not trap: a thousand of these fit an `Int`.
    package static let greatestPeerCount = 1 << 53 - 1

    /// What a peer counted, tokens or calls; nil when this is no count.
    ///
    /// Gateways write fractions, which are rounded to the nearest whole number, and digits as a
    /// string. Less than nothing is no count, and more than ``greatestPeerCount`` is that.
    package var peerCount: Int? {
        switch self {
        case .number(let number): Self.peerCount(number.text)
        case .string(let text) where text.utf8.isDigits || JSONNumber(text: text) != nil:
            Self.peerCount(text)
        case .string, .null, .bool, .array, .object: nil
        }
    }

    private static func peerCount(_ text: String) -> Int? {
        if let count = Int(text) { return count < 0 ? nil : min(count, greatestPeerCount) }
        guard let count = Double(text)?.rounded(), count >= 0 else { return nil }
        return count < Double(greatestPeerCount) ? Int(count) : greatestPeerCount
    }
}

extension String.UTF8View {
    fileprivate var isDigits: Bool {
        !isEmpty && allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }
}
