#if Relay
    internal import MessageStream
    internal import PartialJSON

    /// Why a request to the chat endpoint is refused.
    struct ChatRequestError: Error, Hashable, Sendable {
        /// The kinds of refusal.
        enum Code: Sendable, Hashable {
            /// The body is no JSON: `{"message": `.
            case notJSON
            /// The body is JSON, but no object: `[]`.
            case notAnObject
            /// There is a member that the endpoint does not know: `{"mesage": "Hello"}`.
            case unknownMember
            /// A member that must be there is not: `{}`.
            case missingMember
            /// A member is of another type: `{"message": 1}`.
            case wrongType
            /// A member has a value that it cannot have: `"role": "system"`, `"max_tokens": 0`.
            case badValue
            /// A text is empty, which no model takes: `{"message": ""}`.
            case emptyText
            /// Something is over one of ``ChatRequest/Limits``.
            case tooLarge
            /// `events` in the query names what cannot be asked for: `?events=thoughts`.
            case unknownEvent
        }

        /// What is wrong.
        var code: Code
        /// Where: `message`, `history[3].role`; nil when it is the body as a whole.
        var member: String?
        /// What is wrong, in words that a client may see.
        var message: String

        init(_ code: Code, member: String? = nil, _ message: String) {
            self.code = code
            self.member = member
            self.message = message
        }

        /// The HTTP status that says so: 400 or 413.
        var status: Int { code == .tooLarge ? 413 : 400 }

        /// The type of the error, as the Messages API names it.
        var type: APIErrorType { code == .tooLarge ? .requestTooLarge : .invalidRequest }

        /// The longest part of a request that a message repeats, in characters.
        static let maximumQuotedCharacters = 64

        /// The beginning of what a client wrote, to be repeated in a message.
        static func quotable(_ text: some StringProtocol) -> String {
            let start = text.prefix(maximumQuotedCharacters)
            return start.endIndex == text.endIndex ? String(start) : "\(start)…"
        }
    }

    extension ChatRequestError: CustomStringConvertible {
        /// The message with the place, such as `history[3].role: …`.
        var description: String {
            member.map { "\($0): \(message)" } ?? message
        }
    }
#endif
