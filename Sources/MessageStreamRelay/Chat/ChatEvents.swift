#if Relay
    /// The richer events that a reader of the chat endpoint asks for: `?events=tool,usage`.
    struct ChatEvents: OptionSet, Sendable, Hashable {
        var rawValue: UInt8

        /// `event: tool`: a tool use begins, its input grows, it is done.
        static let tool = ChatEvents(rawValue: 1 << 0)
        /// `event: usage`: tokens, stop reason and model, as far as they are known.
        static let usage = ChatEvents(rawValue: 1 << 1)

        init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// Reads the query of a URL, without its `?`; parameters other than `events` are let pass.
        init(query: some StringProtocol) throws(ChatRequestError) {
            self = []
            for parameter in query.split(separator: "&") {
                let sides = parameter.split(separator: "=", maxSplits: 1)
                guard sides.first == "events" else { continue }
                formUnion(try ChatEvents(list: sides.count == 2 ? String(sides[1]) : ""))
            }
        }

        /// Reads the value of the parameter, in which a comma may stand escaped as `%2C`.
        private init(list: String) throws(ChatRequestError) {
            self = []
            let separators = ["%2C", "%2c"]
            let list = separators.reduce(list) { $0.replacing($1, with: ",") }
            for name in list.split(separator: ",") {
                switch name {
                case "tool": insert(.tool)
                case "usage": insert(.usage)
                default:
                    throw ChatRequestError(
                        .unknownEvent, member: "events",
                        "'\(ChatRequestError.quotable(name))' is no event that can be asked for")
                }
            }
        }
    }
#endif
