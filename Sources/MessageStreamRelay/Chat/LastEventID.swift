#if Relay
    /// What the header `Last-Event-ID` says: an answer, and the number of the last event that came.
    ///
    /// `ANSWER-7` is the seventh event of the answer; `ANSWER-0` and `ANSWER` are its start.
    struct LastEventID: Sendable, Hashable {
        /// The most digits of a number: every one of that many fits an `Int`.
        static let maximumDigits = 18

        /// The answer that is asked for.
        var answer: ChatAnswerID
        /// The number of the last event that the reader has; 0 for none.
        var number: Int

        /// Reads the value of the header, without the white space around it.
        init(_ text: some StringProtocol) throws(LastEventIDError) {
            let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = parts.first, let answer = ChatAnswerID(first) else {
                throw LastEventIDError(code: .notAnAnswer)
            }
            self.answer = answer
            guard parts.count == 2 else {
                number = 0
                return
            }
            guard parts[1].utf8.count <= Self.maximumDigits else {
                throw LastEventIDError(code: .numberTooLong)
            }
            // A sign, which Int would take, is no digit.
            guard parts[1].utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
                let number = Int(parts[1])
            else { throw LastEventIDError(code: .notANumber) }
            self.number = number
        }
    }

    /// Why the header `Last-Event-ID` names no event of an answer.
    struct LastEventIDError: Error, Hashable, Sendable, CustomStringConvertible {
        enum Code: Sendable, Hashable {
            /// It does not begin with 32 hexadecimal digits and then end or go on with a `-`.
            case notAnAnswer
            /// Behind the `-` there is something else than digits.
            case notANumber
            /// There are more than ``LastEventID/maximumDigits`` digits.
            case numberTooLong
        }

        var code: Code

        /// What is wrong, as a clause: what a client is told.
        var description: String {
            switch code {
            case .notAnAnswer: "Last-Event-ID names no answer"
            case .notANumber: "Last-Event-ID has no number behind its answer"
            case .numberTooLong: "the number in Last-Event-ID is too long"
            }
        }
    }
#endif
