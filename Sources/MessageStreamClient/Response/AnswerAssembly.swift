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

        private(set) var accumulator = MessageAccumulator()
        private var seen = RetrySchedule.Content.none
        private(set) var hasStopReason = false
        private(set) var hasEvents = false
        /// Whether an event other than a ping came since this was last asked.
        private var hasProgress = false
        private var decoder = MessageStreamDecoder()
        private var chunk: Chunk<ByteBufferView>?
        private var splice: AnswerSplice?
        /// What the splice made of an event and was not handed out yet, the next one last.
        private var spliced: [MessageStreamEvent] = []
        private var isBlockOpen = false
        private let mayBeContinued: Bool

        /// - Parameter mayBeContinued: Whether the request is one whose answer can be continued.
        init(mayBeContinued: Bool) {
            self.mayBeContinued = mayBeContinued
        }

        var message: Message? { accumulator.message }

        /// What a new attempt would contradict. Costs the message's text.
        var content: RetrySchedule.Content {
            guard seen == .continuable else { return seen }
            let hasText = message?.text.contains { !$0.isWhitespace } == true
            return hasText ? .continuable : .delivered
        }

        /// Takes the next chunk, when the one before is used up.
        mutating func feed(_ bytes: ByteBuffer) {
            chunk = Chunk(bytes.readableBytesView)
        }

        /// The next event and what it does to the message.
        ///
        /// - Throws: What is wrong with the stream, or the error that the API sent in it.
        mutating func next() throws(MessageStreamError) -> Step {
            while accumulator.ending == nil {
                guard let event = try nextSpliced() else {
                    if decoder.isDone { return .over }
                    chunk = nil
                    return .needsBytes
                }
                note(event)
                // An error is told by the caller, who may send the request again.
                if case .error(let streamed) = event { throw self.error(streamed) }
                let update = try accumulator.append(event)
                return .event(event, update)
            }
            return .over
        }

        private func error(_ streamed: StreamedError) -> MessageStreamError {
            var error = MessageStreamError(.streamed, message: streamed.message)
            error.streamedError = streamed
            error.eventNumber = decoder.eventCount
            return error
        }

        private mutating func nextSpliced() throws(MessageStreamError) -> MessageStreamEvent? {
            guard splice != nil else { return try nextDecoded() }
            while spliced.isEmpty {
                guard let event = try nextDecoded() else { return nil }
                spliced = splice?.apply(event).reversed() ?? []
            }
            return spliced.removeLast()
        }

        private mutating func nextDecoded() throws(MessageStreamError) -> MessageStreamEvent? {
            guard var chunk, !decoder.isDone else { return nil }
            defer { self.chunk = chunk }
            return try chunk.take { (rest) throws(MessageStreamError) in
                try decoder.next(from: &rest)
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
            self = AnswerAssembly(mayBeContinued: mayBeContinued)
        }

        /// Keeps the message: another answer goes on with it. Returns the text to begin with.
        mutating func resume(attempt: Int, reason: MessageStreamClientError) -> String {
            let splice = AnswerSplice(
                blocks: message?.content ?? [], isLastOpen: isBlockOpen, attempt: attempt,
                reason: reason)
            self.splice = splice
            spliced = []
            chunk = nil
            decoder = MessageStreamDecoder()
            return splice.prefill
        }

        mutating func takeProgress() -> Bool {
            defer { hasProgress = false }
            return hasProgress
        }

        private mutating func note(_ event: MessageStreamEvent) {
            hasEvents = true
            if case .ping = event { return }
            hasProgress = true
            switch event {
            case .contentBlockDelta(_, .text): break
            case .contentBlockStart(_, .text(let block)) where block.citations?.isEmpty != false:
                isBlockOpen = true
                if seen == .none { seen = mayBeContinued ? .continuable : .delivered }
            case .contentBlockStart, .contentBlockDelta: seen = .delivered
            case .contentBlockStop: isBlockOpen = false
            case .messageDelta(let delta): hasStopReason = hasStopReason || delta.stopReason != nil
            case .messageStart, .messageStop, .ping, .error, .unknown: break
            }
        }
    }
#endif
