#if Client
    import MessageStream
    import NIOCore
    import ServerSentEvents

    /// Decodes the chunks of one answer and puts its message together. Does no I/O.
    struct AnswerAssembly: ~Copyable {
        enum Step {
            case event(MessageStreamEvent, MessageUpdate?)
            /// All that came is used up.
            case needsBytes
            /// The message is over; reading stops here, whatever else comes.
            case over
        }

        /// What the reader wants of each event.
        enum Interest {
            /// Nothing, but for the message that they make.
            case message
            case events
            /// What it does to the message as well.
            case updates
        }

        private enum Decoded {
            /// One that has not been taken into the message, and those that are due before it.
            case event(MessageStreamEvent, overdue: [MessageStreamEvent])
            /// One that has.
            case delta(MessageStreamEvent)
        }

        private(set) var accumulator = MessageAccumulator()
        private var seen = RetrySchedule.Content.none
        /// Whether an event other than a ping came since this was last asked.
        private var hasProgress = false
        private var decoder = MessageStreamDecoder()
        /// `[DONE]` came: what follows is not part of the message.
        private var isDone = false
        private var chunk: Chunk<ByteBufferView>?
        private var splice: AnswerSplice?
        /// What an event came to by the splice, or with those due before it, the next one last.
        private var spliced: [MessageStreamEvent] = []
        private var isBlockOpen = false
        private let continuation: AnswerContinuation.Way?
        /// Whether the body is an event stream after all: its label does not decide.
        private var judgement = BodyJudgement(contentType: "text/event-stream")
        /// What came of a body that is none, up to what an error keeps.
        private(set) var refusal: [UInt8]?
        private var patience = ClientExchangeWatch.Patience.usual

        /// - Parameter continuation: How the model is asked to go on with its answer; nil for not at all.
        init(continuation: AnswerContinuation.Way?) {
            self.continuation = continuation
        }

        var message: Message? { accumulator.message }
        var hasStopReason: Bool { accumulator.hasStopReason }

        /// What a new attempt would contradict. Costs the message's text.
        var content: RetrySchedule.Content {
            guard seen == .continuable else { return seen }
            let hasText = message?.text.contains { !$0.isWhitespace } == true
            return hasText ? .continuable : .delivered
        }

        /// Takes the next chunk, when the one before is used up.
        mutating func feed(_ bytes: ByteBuffer) {
            if refusal == nil {
                let start = judgement.judge(bytes.readableBytesUInt8Span)
                guard let start, judgement.kind != .eventStream else {
                    chunk = Chunk(bytes.readableBytesView)
                    return
                }
                refusal = Array(bytes.readableBytesView.dropFirst(start))
            } else {
                refusal?.append(contentsOf: bytes.readableBytesView)
            }
        }

        /// The next event that is of interest, and what it does to the message.
        ///
        /// - Throws: What is wrong with the stream, or the error that the API sent in it.
        mutating func next(_ interest: Interest) throws(MessageStreamError) -> Step {
            while accumulator.ending == nil {
                if let event = spliced.popLast() { return try take(event, interest) }
                switch try decode(interest) {
                case .delta(let event): return .event(event, nil)
                case .event(let event, let overdue):
                    if splice == nil, overdue.isEmpty { return try take(event, interest) }
                    let events = overdue + [event]
                    spliced = events.flatMap { splice?.apply($0) ?? [$0] }.reversed()
                case nil:
                    chunk = nil
                    return isDone ? .over : .needsBytes
                }
            }
            return .over
        }

        /// Takes an event into the message.
        private mutating func take(
            _ event: MessageStreamEvent, _ interest: Interest
        ) throws(MessageStreamError) -> Step {
            note(event)
            // These are told by the caller, who may send the request again.
            if var error = accumulator.intrusion(by: event) {
                error.eventNumber = decoder.eventCount
                throw error
            }
            if case .error(let streamed) = event {
                var error = MessageStreamError(.streamed, message: streamed.message)
                error.streamedError = streamed
                error.eventNumber = decoder.eventCount
                throw error
            }
            return .event(event, try accumulator.append(event))
        }

        /// The next event of the chunk that is not taken into the message on the way.
        ///
        /// Deltas, which nearly all events are, go from their bytes into the message, unless somebody
        /// wants to see what each comes to, or another answer is being continued.
        private mutating func decode(_ interest: Interest) throws(MessageStreamError) -> Decoded? {
            guard var chunk, !isDone else { return nil }
            defer { self.chunk = chunk }
            let takesDeltas = interest != .updates && splice == nil
            return try chunk.take { (rest) throws(MessageStreamError) in
                while let view = try decoder.nextView(of: &rest, untilDone: &isDone) {
                    guard takesDeltas, view.kind == .contentBlockDelta else {
                        return .event(try view.event(), overdue: view.overdueEvents)
                    }
                    hasProgress = true
                    if view.deltaKind != .text { seen = .delivered }
                    try accumulator.append(view)
                    if interest == .events { return .delta(try view.event()) }
                }
                return nil
            }
        }

        /// Says that no bytes will follow; returns how the message stands.
        mutating func end() -> MessageStreamEnding {
            chunk = nil
            return accumulator.finish()
        }

        mutating func cancel() {
            chunk = nil
            accumulator.finish(cancelled: true)
        }

        /// Ends the message because of `reason`.
        mutating func conclude(with reason: MessageStreamClientError) {
            chunk = nil
            if let error = reason.streamError, reason.code != .truncated {
                accumulator.fail(error)
            } else if reason.code == .truncated {
                accumulator.finish()
            } else if reason.code == .cancelled {
                accumulator.finish(cancelled: true)
            } else {
                accumulator.fail(MessageStreamError(.sourceFailed, message: reason.message))
            }
        }

        /// Forgets everything: another answer begins.
        mutating func restart() {
            self = AnswerAssembly(continuation: continuation)
        }

        /// Keeps the message: another answer goes on with it. Returns what is to be asked for, nil
        /// when the answer is none that is continued.
        mutating func resume(attempt: Int, reason: MessageStreamClientError) -> AnswerContinuation?
        {
            guard let continuation else { return nil }
            let splice = AnswerSplice(
                blocks: message?.content ?? [], isLastOpen: isBlockOpen, way: continuation,
                attempt: attempt, reason: reason)
            self.splice = splice
            spliced = []
            chunk = nil
            judgement = BodyJudgement(contentType: "text/event-stream")
            refusal = nil
            patience = .usual
            decoder = MessageStreamDecoder()
            isDone = false
            return splice.continuation
        }

        /// How the network is to be waited for from now on, when that has changed.
        mutating func takePatience() -> ClientExchangeWatch.Patience? {
            let current: ClientExchangeWatch.Patience =
                if refusal != nil {
                    .refusal
                } else if accumulator.awaitsEnd {
                    .end
                } else {
                    .usual
                }
            defer { patience = current }
            return current == patience ? nil : current
        }

        mutating func takeProgress() -> Bool {
            defer { hasProgress = false }
            return hasProgress
        }

        private mutating func note(_ event: MessageStreamEvent) {
            if case .ping = event { return }
            hasProgress = true
            switch event {
            case .contentBlockDelta(_, .text): break
            case .contentBlockStart(_, .text(let block)) where block.citations?.isEmpty != false:
                isBlockOpen = true
                if seen == .none { seen = continuation == nil ? .delivered : .continuable }
            case .contentBlockStart, .contentBlockDelta: seen = .delivered
            case .contentBlockStop: isBlockOpen = false
            case .messageStart, .messageDelta, .messageStop, .ping, .error, .unknown: break
            }
        }
    }
#endif
