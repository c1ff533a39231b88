/// How a client proves who it is.
public enum Credentials: Sendable, Hashable {
    /// A key, sent as `x-api-key`.
    case apiKey(Secret)
    /// A token, sent as `authorization: Bearer`.
    case bearer(Secret)
    /// Nothing: for relays that know their clients, or that want a header of their own.
    case none

    /// The field that proves it, and what an error calls where it comes from.
    var header: (name: String, value: String, setting: String)? {
        switch self {
        case .apiKey(let key): ("x-api-key", key.revealed(), "the API key")
        case .bearer(let token):
            ("authorization", "Bearer \(token.revealed())", "the bearer token")
        case .none: nil
        }
    }

    var secret: Secret? {
        switch self {
        case .apiKey(let secret), .bearer(let secret): secret
        case .none: nil
        }
    }
}
