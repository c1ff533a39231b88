#if Relay
    internal import PartialJSON

    /// What the body of `POST /chat/stream` asks for.
    struct ChatRequest: Sendable, Hashable {
        /// One turn of the conversation so far.
        struct Turn: Sendable, Hashable {
            enum Role: String, Sendable {
                case user, assistant
            }

            var role: Role
            var content: String
        }

        /// What the user says now.
        var message: String
        /// What was said before, the oldest first.
        var history: [Turn] = []
        /// What the model is told before the conversation; empty for nothing, nil for the relay's
        /// default.
        var system: String?
        /// The model that is asked; nil for the relay's default.
        var model: String?
        /// The most tokens that the answer may have; nil for the relay's default.
        var maxTokens: Int?
        /// Definitions of tools as the Messages API has them; they are passed on.
        var tools: [JSONValue] = []
    }

    extension ChatRequest {
        /// What a request may cost; past a limit it is refused with 413.
        struct Limits: Sendable, Hashable {
            /// The longest body, in bytes: 4 MiB unless said otherwise.
            var maximumBytes = 4 << 20
            /// The most turns of ``ChatRequest/history``: 1,000 unless said otherwise.
            var maximumTurns = 1000
            /// The longest of ``ChatRequest/message``, of a turn and of ``ChatRequest/system``, in
            /// bytes of UTF-8: 1 MiB unless said otherwise.
            var maximumTextBytes = 1 << 20
            /// The longest name of a model, in bytes: 256 unless said otherwise.
            var maximumModelBytes = 256
            /// The most ``ChatRequest/tools``: 256 unless said otherwise.
            var maximumTools = 256
            /// The deepest nesting of the body, of a tool's schema that is: 64 unless said otherwise.
            var maximumDepth = 64
            /// The most values of the body, names of members counted as well: 20,000 unless said
            /// otherwise. A value costs up to two microseconds of the event loop, a byte of a text
            /// hundreds of times less.
            var maximumValues = 20_000

            /// Limits that let the largest conversations of people pass.
            static let `default` = Limits()
        }

        /// What the relay asks for where a request does not say.
        struct Defaults: Sendable, Hashable {
            /// The model that is asked.
            var model: String
            /// The most tokens that an answer may have.
            var maxTokens: Int
            /// What the model is told before the conversation, or nil for nothing.
            var system: String?
        }

        /// The body of the request to the Messages API, as JSON.
        ///
        /// Costs time linear in its length.
        func messagesBody(defaults: Defaults) -> [UInt8] {
            var members: [(String, JSONValue)] = [
                ("model", .string(model ?? defaults.model)),
                ("max_tokens", .number(JSONNumber(maxTokens ?? defaults.maxTokens))),
                ("stream", true),
            ]
            if let system = system ?? defaults.system, !system.isEmpty {
                members.append(("system", .string(system)))
            }
            let turns = history + [Turn(role: .user, content: message)]
            members.append(("messages", .array(turns.map(\.json))))
            if !tools.isEmpty { members.append(("tools", .array(tools))) }
            var bytes: [UInt8] = []
            JSONValue.object(JSONObject(members)).write(into: &bytes)
            return bytes
        }
    }

    extension ChatRequest.Turn {
        fileprivate var json: JSONValue {
            ["role": .string(role.rawValue), "content": .string(content)]
        }
    }
#endif
