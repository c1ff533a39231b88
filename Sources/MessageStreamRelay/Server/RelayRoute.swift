#if Relay
    internal import NIOHTTP1

    /// What is relayed; all else goes to the routes.
    enum RelayRoute: Sendable {
        /// `POST /v1/messages`: passed through.
        case messages
        /// `POST /chat/stream`: a question of the chat.
        case chat

        init?(_ head: HTTPRequestHead) {
            guard head.method == .POST else { return nil }
            switch head.uri.prefix(while: { $0 != "?" }) {
            case "/v1/messages": self = .messages
            case "/chat/stream":
                // With one it is no question but the rest of an answer.
                if head.headers.contains(name: "last-event-id") { return nil }
                self = .chat
            default: return nil
            }
        }

        /// What the record says.
        var recorded: RelayedRequest.Route {
            switch self {
            case .messages: .messages
            case .chat: .chat
            }
        }
    }
#endif
