#if Client
    import MessageStream
    import PartialJSON

    extension ResponseStream {
        /// What a reader does next.
        enum Turn {
            case event(MessageStreamEvent, MessageUpdate?)
            case over
            case failed(MessageStreamClientError)
            /// Nothing has come: wait for the network.
            case wait(ClientExchange)
            /// Make a new attempt, after a while.
            case connect(after: Duration)
            /// Somebody else is making one.
            case standBy
        }

        /// What is to be done once the lock is open.
        struct Aftermath {
            var abort: ClientExchange?
            var release: ClientExchange?
            var waiters: [CheckedContinuation<Void, Never>] = []
            var sleeper: Task<Void, any Error>?
            var attempt: MessageStreamAttempt?
            var observation: StreamObservation?
            /// When an event was taken, where that is told.
            var timing: StreamObservation.EventTiming?
            /// How an exchange is to be waited for from now on.
            var patience: (exchange: ClientExchange, patience: ClientExchangeWatch.Patience)?
            /// How the stream ended, when it did.
            var end: End?

            struct End {
                var ending: MessageStreamEnding
                var message: Message?
                var error: MessageStreamClientError?
                var attempts: Int
            }
        }
    }

    extension ResponseStream.State {
        /// Takes the next step, as far as it goes without waiting.
        mutating func turn(
            _ interest: AnswerAssembly.Interest, _ circumstances: ResponseStream.Circumstances
        ) -> (ResponseStream.Turn, ResponseStream.Aftermath?) {
            let exchange: ClientExchange
            switch phase {
            case .over: return (error.map { .failed($0) } ?? .over, nil)
            case .connecting: return (.standBy, nil)
            case .reading(let current): exchange = current
            }
            var aftermath: ResponseStream.Aftermath?
            while true {
                do throws(MessageStreamError) {
                    let step = try assembly.next(interest)
                    if let patience = assembly.takePatience() {
                        aftermath = ResponseStream.Aftermath(patience: (exchange, patience))
                    }
                    if circumstances.needsProgress, assembly.takeProgress() {
                        exchange.noteProgress()
                    }
                    switch step {
                    case .event(let event, let update):
                        if observation?.timesEvents == true {
                            let timing = observation?.noteEvent(at: circumstances.time.now())
                            aftermath = aftermath ?? ResponseStream.Aftermath()
                            aftermath?.timing = timing
                            aftermath?.observation = observation
                        }
                        return (.event(event, update), aftermath)
                    case .over: return ended(circumstances)
                    case .needsBytes: break
                    }
                } catch {
                    return failed(MessageStreamClientError(error, head: head), circumstances)
                }
                switch exchange.take() {
                case .bytes(let bytes):
                    assembly.feed(bytes)
                    if let body = assembly.refusal,
                        body.count >= MessageStreamClientError.maximumBodyBytes
                    {
                        return refused(body, circumstances)
                    }
                case .head: break
                case .end:
                    if let body = assembly.refusal { return refused(body, circumstances) }
                    return ended(circumstances)
                case .failed(let error):
                    // What the body says tells more than what became of it.
                    if let body = assembly.refusal, error.code != .cancelled,
                        error.code != .totalTimeout
                    {
                        return refused(body, circumstances)
                    }
                    return failed(error, circumstances)
                case .nothingYet: return (.wait(exchange), aftermath)
                }
            }
        }

        /// What should be an event stream is something else, of which so much is known.
        private mutating func refused(
            _ body: [UInt8], _ circumstances: ResponseStream.Circumstances
        ) -> (ResponseStream.Turn, ResponseStream.Aftermath?) {
            failed(MessageStreamClientError(head: head, body: body), circumstances)
        }

        /// The answer is over: by its own word, or because no more bytes come.
        private mutating func ended(
            _ circumstances: ResponseStream.Circumstances
        ) -> (ResponseStream.Turn, ResponseStream.Aftermath?) {
            let isComplete = assembly.accumulator.ending?.isComplete == true
            guard isComplete || assembly.hasStopReason else {
                return failed(MessageStreamClientError(.truncated), circumstances)
            }
            let ending = assembly.end()
            guard ending.isComplete else {
                // It says why it stopped and lacks its beginning.
                return failed(MessageStreamClientError(.truncated), circumstances)
            }
            return (.over, end(nil, circumstances) { _ in })
        }

        /// The attempt failed: make another, or end.
        mutating func failed(
            _ reason: MessageStreamClientError, shouldRetry: Bool? = nil,
            _ circumstances: ResponseStream.Circumstances
        ) -> (ResponseStream.Turn, ResponseStream.Aftermath?) {
            if case .over = phase { return (error.map { .failed($0) } ?? .over, nil) }
            var reason = reason
            if let url = circumstances.url, reason.isOfAttempt { reason.note(url: url) }
            reason = circumstances.redaction(reason)
            // Where the model has said why it stopped the message is whole; what the network does
            // after that takes nothing from it.
            if assembly.hasStopReason, reason.isOfTransport, assembly.end().isComplete {
                return (.over, end(nil, circumstances) { _ in })
            }
            let decision = schedule.decide(
                after: reason, shouldRetry: shouldRetry, content: assembly.content,
                random: circumstances.time.random(), timeLeft: circumstances.timeLeft)
            let delay: Duration
            switch decision {
            case .giveUp:
                let aftermath = end(reason, circumstances) { $0.conclude(with: reason) }
                return (error.map { .failed($0) } ?? .over, aftermath)
            case .retry(let wait):
                delay = wait
            case .resume(let wait):
                delay = wait
            }
            var aftermath = ResponseStream.Aftermath(
                abort: exchange, attempt: record(reason, retryDelay: delay, circumstances),
                observation: observation)
            aftermath.waiters = waiters.takeAll()
            phase = .connecting(nil)
            if case .resume = decision {
                continuation = assembly.resume(attempt: attempt + 1, reason: reason)
            } else {
                assembly.restart()
            }
            return (.connect(after: delay), aftermath)
        }

        /// Ends the stream; `conclude` ends the message.
        mutating func end(
            _ reason: MessageStreamClientError?, _ circumstances: ResponseStream.Circumstances,
            conclude: (inout AnswerAssembly) -> Void
        ) -> ResponseStream.Aftermath {
            conclude(&assembly)
            var aftermath = ResponseStream.Aftermath(observation: observation)
            if assembly.accumulator.ending?.isComplete == true {
                aftermath.release = exchange
            } else {
                aftermath.abort = exchange
            }
            if let reason { error = circumstances.redaction(completed(reason)) }
            aftermath.attempt = record(error, retryDelay: nil, circumstances)
            if observation != nil {
                aftermath.end = ResponseStream.Aftermath.End(
                    ending: assembly.accumulator.ending ?? .truncated, message: assembly.message,
                    error: error, attempts: attempt)
            }
            aftermath.sleeper = sleeper.take()
            aftermath.waiters = waiters.takeAll()
            phase = .over
            return aftermath
        }

        /// The error with what is known besides.
        private func completed(_ reason: MessageStreamClientError) -> MessageStreamClientError {
            var error = reason
            if reason.code == .truncated, case .failed(let cause) = assembly.accumulator.ending {
                error.message = cause.message
                error.streamError = cause
            }
            error.partialMessage = assembly.message
            error.status = error.status ?? (hasHead ? head.status : nil)
            error.requestID = error.requestID ?? (hasHead ? head.requestID : nil)
            error.attemptCount = attempt
            return error
        }

        private var exchange: ClientExchange? {
            switch phase {
            case .connecting(let exchange): exchange
            case .reading(let exchange): exchange
            case .over: nil
            }
        }

        private mutating func record(
            _ error: MessageStreamClientError?, retryDelay: Duration?,
            _ circumstances: ResponseStream.Circumstances
        ) -> MessageStreamAttempt? {
            // Cancelled before, or between, attempts.
            guard attempts.count < attempt else { return nil }
            let attempt = MessageStreamAttempt(
                number: attempt, status: hasHead ? head.status : nil,
                requestID: (error?.requestID ?? (hasHead ? head.requestID : nil))
                    .map(circumstances.redaction.callAsFunction),
                isContinuation: continuation != nil, usage: assembly.message?.usage, error: error,
                retryDelay: retryDelay)
            attempts.append(attempt)
            return attempt
        }
    }

    extension ResponseStream {
        /// What a decision needs to know of the world.
        struct Circumstances: Sendable {
            let time: TimeSource
            /// When the whole call has to be over.
            let deadline: Duration?
            /// Whether the network's side has to be told of events other than pings.
            let needsProgress: Bool
            let redaction: Redaction
            /// What is asked, to be shown; nil when it is no URL.
            let url: String?

            var timeLeft: Duration? { deadline.map { $0 - time.now() } }
        }
    }
#endif
