public import MessageStream

/// The name of a model, such as `claude-sonnet-4-5`.
///
/// Models come and go, so there are no static members: write the name as a string.
public struct ModelName: OpenStringEnum {
    /// The name as the API writes it.
    public let rawValue: String

    /// The model that the API calls `rawValue`.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}
