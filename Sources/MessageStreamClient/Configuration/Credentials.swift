/// How a client proves who it is.
public enum Credentials: Sendable, Hashable {
    /// A key, sent as `x-api-key`.
    case apiKey(Secret)
    /// A token, sent as `authorization: Bearer`.
    case bearer(Secret)
    /// Nothing: for relays that know their clients, or that want a header of their own.
    case none

    var header: (name: String, value: String)? {
        switch self {
        case .apiKey(let key): ("x-api-key", key.revealed())
        case .bearer(let token): ("authorization", "Bearer \(token.revealed())")
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
