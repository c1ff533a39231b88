/// Something in a stream that cannot be right, and that its message goes on without.
///
/// Gateways send such things; the API refuses what comes of taking them in. So they stay out of the
/// message and are listed beside it: see ``Message/anomalies``. An accumulator that was made with
/// `refusesAnomalies` throws them instead.
public struct MessageAnomaly: Hashable, Sendable {
    /// What is wrong.
    public let kind: Kind

    /// The number of the event among those of its message, from 1.
    public let eventNumber: Int

    /// The index of the block, when the anomaly is about one.
    public let blockIndex: Int?

    /// The type of the block as the API writes it, such as `tool_use`, when it is about one.
    public let blockType: String?

    /// What was not taken in: the type of a delta, the ID of a message, the path of a count.
    public let subject: String

    init(
        _ kind: Kind, _ subject: String, eventNumber: Int, blockIndex: Int? = nil,
        blockType: String? = nil
    ) {
        self.kind = kind
        self.subject = subject
        self.eventNumber = eventNumber
        self.blockIndex = blockIndex
        self.blockType = blockType
    }
}

extension MessageAnomaly {
    /// The kinds of anomalies; more may be added.
    public struct Kind: Hashable, Sendable, CustomStringConvertible {
        private enum Name: String {
            case foreignDelta, unreadableDelta, repeatedMessageStart, unreadableUsage
        }

        private let name: Name

        /// A delta does not belong to its block: a `text_delta` for a `tool_use`. It was left out.
        public static let foreignDelta = Kind(name: .foreignDelta)
        /// What a delta brings is of the wrong type, a `partial_json` that is no string, or the delta has
        /// no type itself. It was left out.
        public static let unreadableDelta = Kind(name: .unreadableDelta)
        /// The message started again under the same ID. The second start was left out.
        public static let repeatedMessageStart = Kind(name: .repeatedMessageStart)
        /// A count of tokens is no number: `"output_tokens": "many"`. What was known before stays.
        public static let unreadableUsage = Kind(name: .unreadableUsage)

        /// The name of the kind, such as `foreignDelta`.
        public var description: String { name.rawValue }

        /// What is wrong, in words; `consequence` is said of what would not be taken in.
        func clause(_ subject: String, block: String, _ consequence: String) -> String {
            func article(_ noun: String) -> String {
                (noun.first.map("aeim".contains) == true ? "an " : "a ") + noun
            }
            return switch name {
            case .foreignDelta:
                "\(article(subject)) came for \(article(block)) block\(consequence)"
            case .unreadableDelta:
                "\(article(subject)) for \(article(block)) block cannot be read\(consequence)"
            case .repeatedMessageStart: "message \(subject) started a second time"
            case .unreadableUsage: "\(subject) cannot be read"
            }
        }
    }
}

extension MessageAnomaly: CustomStringConvertible {
    /// What is wrong, in words and without the place.
    public var message: String { clause(" and was left out") }

    fileprivate func clause(_ consequence: String) -> String {
        kind.clause(subject, block: blockType ?? "", consequence)
    }

    /// A sentence with the place, such as `a text_delta came for a tool_use block and was left out
    /// (block 0, event 4)`.
    public var description: String {
        let block = blockIndex.map { "block \($0), " } ?? ""
        return "\(message) (\(block)event \(eventNumber))"
    }
}

extension MessageStreamError {
    /// The error of an accumulator that refuses `anomaly`.
    init(refusing anomaly: MessageAnomaly) {
        self.init(.anomaly, message: anomaly.clause("") + ", and anomalies are refused")
        eventNumber = anomaly.eventNumber
        blockIndex = anomaly.blockIndex
        self.anomaly = anomaly
    }
}
