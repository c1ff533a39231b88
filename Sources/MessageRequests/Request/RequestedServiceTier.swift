public import MessageStream

/// Which capacity a request may use (`service_tier`). `Usage.ServiceTier` says which one it used.
public struct RequestedServiceTier: OpenStringEnum {
    /// The tier as the API writes it.
    public let rawValue: String

    /// The tier that the API writes as `rawValue`.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Priority capacity if there is any, standard capacity otherwise.
    public static let auto: Self = "auto"
    /// Standard capacity.
    public static let standardOnly: Self = "standard_only"
}
