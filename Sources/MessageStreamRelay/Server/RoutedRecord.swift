#if Relay
    internal import NIOHTTP1

    /// What is noted of a request that the routes answer: it is logged if it was refused, or was for the
    /// rest of an answer.
    struct RoutedRecord {
        private var record: RelayedRequest

        init(_ head: HTTPRequestHead, _ shared: RelayShared) {
            let isChat = head.uri.prefix { $0 != "?" } == "/chat/stream"
            record = RelayedRequest(
                id: shared.nextRequestID(),
                route: isChat && head.method != .DELETE ? .chatResumption : .other,
                ending: .clientGone, start: .now, end: .now)
        }

        /// Whether the head of the answer was written.
        var isBegun: Bool { record.status != 0 }

        mutating func note(_ head: HTTPResponseHead) {
            record.status = Int(head.status.code)
        }

        mutating func note(bytes: Int) {
            record.responseBytes += bytes
        }

        /// The answer is whole.
        mutating func end() {
            switch record.status {
            case ..<400: record.ending = .complete
            case 401: reject(.authentication)
            case 404, 405: reject(.route)
            case 410: reject(.answerGone)
            case 400..<500: reject(.malformed)
            default: record.ending = .refused
            }
        }

        private mutating func reject(_ reason: Rejection) {
            record.ending = .rejected
            record.rejection = reason.rawValue
        }

        /// Logs it, if it is to be.
        func close(_ shared: RelayShared) {
            guard record.route == .chatResumption || record.status >= 400 else { return }
            var record = record
            record.end = .now
            shared.finished(record, of: nil)
        }
    }
#endif
