#if Relay
    internal import PartialJSON

    extension ChatRequest {
        /// Reads the body of a request.
        ///
        /// Costs time and memory linear in its length.
        init(
            parsing body: Span<UInt8>, limits: Limits = .default
        ) throws(ChatRequestError) {
            let members = try Self.members(of: body, limits: limits)
            for key in members.keys where !Self.knownMembers.contains(key) {
                let name = ChatRequestError.quotable(key)
                throw ChatRequestError(
                    .unknownMember, member: name, "'\(name)' is no member of a chat request")
            }
            guard let message = members.given("message") else {
                throw ChatRequestError(
                    .missingMember, member: "message", "'message' has to be there")
            }
            self.message = try message.text("message", limits.maximumTextBytes)
            history = try Self.turns(members.given("history"), limits: limits)
            system = try members.given("system")?.text(
                "system", limits.maximumTextBytes, mayBeEmpty: true)
            model = try members.given("model")?.text("model", limits.maximumModelBytes)
            maxTokens = try members.given("max_tokens")?.count("max_tokens")
            tools = try Self.tools(members.given("tools"), limits: limits)
        }

        private static let knownMembers = [
            "message", "history", "system", "model", "max_tokens", "tools",
        ]

        private static func members(
            of body: Span<UInt8>, limits: Limits
        ) throws(ChatRequestError) -> JSONObject {
            guard body.count <= limits.maximumBytes else {
                throw ChatRequestError(
                    .tooLarge, "the body is longer than \(limits.maximumBytes) bytes")
            }
            guard body.hasValues(atMost: limits.maximumValues) else {
                throw ChatRequestError(
                    .tooLarge, "the body has more than \(limits.maximumValues) values")
            }
            let parserLimits = PartialJSONParser.Limits(
                maximumBytes: limits.maximumBytes, maximumDepth: limits.maximumDepth)
            let value: JSONValue
            do throws(JSONError) {
                value = try JSONValue(parsing: body, limits: parserLimits)
            } catch {
                let tooLarge = [.tooManyBytes, .tooDeep, .numberTooLong].contains(error.code)
                throw ChatRequestError(tooLarge ? .tooLarge : .notJSON, error.description)
            }
            guard let members = value.object else {
                throw ChatRequestError(.notAnObject, "the body has to be a JSON object")
            }
            return members
        }

        private static func turns(
            _ value: JSONValue?, limits: Limits
        ) throws(ChatRequestError) -> [Turn] {
            let elements = try value?.elements("history", atMost: limits.maximumTurns) ?? []
            var turns: [Turn] = []
            turns.reserveCapacity(elements.count)
            for (number, element) in elements.enumerated() {
                turns.append(try Turn(element, at: "history[\(number)]", limits: limits))
            }
            return turns
        }

        private static func tools(
            _ value: JSONValue?, limits: Limits
        ) throws(ChatRequestError) -> [JSONValue] {
            let elements = try value?.elements("tools", atMost: limits.maximumTools) ?? []
            for (number, element) in elements.enumerated() where element.object == nil {
                throw ChatRequestError(
                    .wrongType, member: "tools[\(number)]", "a tool has to be an object")
            }
            return elements
        }
    }

    extension Span<UInt8> {
        /// Whether JSON text has no more than so many values and names of members.
        ///
        /// Costs a look at each byte, before anything is made of them: behind each comma, colon and
        /// opening bracket there is one at the most.
        fileprivate func hasValues(atMost maximum: Int) -> Bool {
            var count = 1
            var isInString = false
            var isEscaped = false
            for index in indices {
                let byte = self[index]
                if isInString {
                    if isEscaped {
                        isEscaped = false
                    } else if byte == UInt8(ascii: "\\") {
                        isEscaped = true
                    } else {
                        isInString = byte != UInt8(ascii: "\"")
                    }
                    continue
                }
                switch byte {
                case UInt8(ascii: "\""): isInString = true
                case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "{"):
                    count += 1
                    if count > maximum { return false }
                default: break
                }
            }
            return true
        }
    }

    extension ChatRequest.Turn {
        fileprivate init(
            _ value: JSONValue, at place: String, limits: ChatRequest.Limits
        ) throws(ChatRequestError) {
            guard let members = value.object else {
                throw ChatRequestError(.wrongType, member: place, "a turn has to be an object")
            }
            for key in members.keys where key != "role" && key != "content" {
                let name = ChatRequestError.quotable(key)
                throw ChatRequestError(
                    .unknownMember, member: "\(place).\(name)", "'\(name)' is no member of a turn")
            }
            guard let role = members["role"], let content = members["content"] else {
                throw ChatRequestError(
                    .missingMember, member: place, "a turn has to have a 'role' and a 'content'")
            }
            guard let role = role.string.flatMap(Role.init(rawValue:)) else {
                throw ChatRequestError(
                    .badValue, member: "\(place).role", "the role has to be 'user' or 'assistant'")
            }
            self.role = role
            self.content = try content.text("\(place).content", limits.maximumTextBytes)
        }
    }

    extension JSONObject {
        /// The member; nil also for `null`, by which many clients say that there is none.
        fileprivate func given(_ key: String) -> JSONValue? {
            guard let value = self[key], !value.isNull else { return nil }
            return value
        }
    }

    extension JSONValue {
        fileprivate func text(
            _ member: String, _ maximumBytes: Int, mayBeEmpty: Bool = false
        ) throws(ChatRequestError) -> String {
            guard let text = string else {
                throw ChatRequestError(.wrongType, member: member, "it has to be a string")
            }
            guard mayBeEmpty || !text.isEmpty else {
                throw ChatRequestError(.emptyText, member: member, "it must not be empty")
            }
            guard text.utf8.count <= maximumBytes else {
                throw ChatRequestError(
                    .tooLarge, member: member, "it is longer than \(maximumBytes) bytes")
            }
            return text
        }

        fileprivate func count(_ member: String) throws(ChatRequestError) -> Int {
            guard number != nil else {
                throw ChatRequestError(.wrongType, member: member, "it has to be a number")
            }
            guard let int, int > 0 else {
                throw ChatRequestError(
                    .badValue, member: member, "it has to be a whole number above 0")
            }
            return int
        }

        fileprivate func elements(
            _ member: String, atMost maximum: Int
        ) throws(ChatRequestError) -> [JSONValue] {
            guard let elements = array else {
                throw ChatRequestError(.wrongType, member: member, "it has to be an array")
            }
            guard elements.count <= maximum else {
                throw ChatRequestError(
                    .tooLarge, member: member, "it has more than \(maximum) elements")
            }
            return elements
        }
    }
#endif
