/// Why a stream of a load failed, and where.
package struct StreamFailure: Error, Hashable, CustomStringConvertible {
    /// What was wrong.
    package enum Reason: Hashable, Sendable, CustomStringConvertible {
        /// No connection could be made.
        case unreachable
        /// The answer's status was not 200.
        case status(Int)
        /// What came was no HTTP.
        case notHTTP
        /// The connection ended, or broke, before the answer did.
        case cut
        /// Nothing came for longer than the plan's patience.
        case stalled
        /// A byte was not what the upstream had sent.
        case differs
        /// An event came out of order, twice, or not at all.
        case wrongEvent
        /// The times that events carry were not those with which they were sent.
        case wrongTimes
        /// The answer ended before all of it had come.
        case incomplete
        /// Something came behind the end of the answer.
        case excess
        /// What came was no event stream of the endpoint's.
        case malformed
        /// The stream reported an error.
        case errorEvent
        /// The upstream was asked more than once, or never.
        case askedAgain

        package var description: String {
            switch self {
            case .unreachable: "cannot connect"
            case .status(let code): "status \(code)"
            case .notHTTP: "not HTTP"
            case .cut: "connection ended within the answer"
            case .stalled: "stalled"
            case .differs: "bytes differ"
            case .wrongEvent: "event out of order or lost"
            case .wrongTimes: "times differ from those sent"
            case .incomplete: "answer incomplete"
            case .excess: "bytes behind the answer"
            case .malformed: "no such event stream"
            case .errorEvent: "error event"
            case .askedAgain: "upstream not asked exactly once"
            }
        }
    }

    package var reason: Reason
    /// The offset in the answer's body; for an event, that of its first byte.
    package var byteOffset: Int?

    package init(_ reason: Reason, byteOffset: Int? = nil) {
        self.reason = reason
        self.byteOffset = byteOffset
    }

    package var description: String {
        byteOffset.map { "\(reason) (byte \($0))" } ?? "\(reason)"
    }
}
