/// A key or a password, which no description, dump or mirror shows.
///
/// Equality is that of the texts; do not compare secrets that an attacker sends.
public struct Secret: Sendable, Hashable {
    private let text: String

    /// The secret `text`.
    public init(_ text: String) {
        self.text = text
    }

    /// The secret itself, for the one place that has to send it. Never log it.
    public func revealed() -> String { text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always `[redacted]`.
    public var description: String { Self.redaction }
    /// Always `[redacted]`.
    public var debugDescription: String { Self.redaction }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }

    static let redaction = "[redacted]"
}
