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
            let label = Self.sanitized(text)
            return label == Self.unknown || admit(label) ? label : Self.other
        }

        /// The labels for two texts that belong together, such as what was asked for and what came:
        /// there are no more pairs than labels.
        mutating func labels(for first: String?, _ second: String?) -> (String, String) {
            let labels = (Self.sanitized(first), Self.sanitized(second))
            // No label has a space in it.
            return admit("\(labels.0) \(labels.1)") ? labels : (Self.other, Self.other)
        }

        private mutating func admit(_ value: String) -> Bool {
            if values.contains(value) { return true }
            guard values.count < maximumCount else { return false }
            values.insert(value)
            return true
        }

        private static func sanitized(_ text: String?) -> String {
            guard let text, !text.isEmpty else { return unknown }
            return sanitized(text)
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
