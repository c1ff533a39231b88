#if Relay
    /// Label values that come from outside: fit for a label, and only so many different ones.
    struct BoundedLabels: Sendable {
        /// What stands for those that came too late.
        static let other = "other"
        /// What stands for none.
        static let unknown = "unknown"
        /// The longest value, in bytes.
        static let maximumBytes = 128

        let maximumCount: Int
        private var values: Set<String> = []

        init(maximumCount: Int) {
            self.maximumCount = maximumCount
        }

        /// The label for `text`: visible ASCII, with `_` for every other byte, cut at 128 bytes.
        mutating func label(for text: String?) -> String {
            guard let text, !text.isEmpty else { return Self.unknown }
            let label = Self.sanitized(text)
            if values.contains(label) { return label }
            guard values.count < maximumCount else { return Self.other }
            values.insert(label)
            return label
        }

        static func sanitized(_ text: String) -> String {
            if text.utf8.count <= maximumBytes, text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) {
                return text
            }
            let bytes = text.utf8.prefix(maximumBytes).map { byte in
                0x21...0x7E ~= byte ? byte : UInt8(ascii: "_")
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
#endif
