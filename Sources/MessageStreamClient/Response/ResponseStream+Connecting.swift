#if Client
    import AsyncHTTPClient
    import MessageStream
    import NIOCore
    import PartialJSON
    import Synchronization

    extension ResponseStream {
        /// Makes attempts until an answer begins.
        func connect(
            after wait: Duration? = nil, isolation actor: isolated (any Actor)?
        ) async throws(MessageStreamClientError) {
            var wait = wait
            while true {
                if let wait { await sleep(wait, isolation: actor) }
                if Task.isCancelled { cancel() }
                guard let exchange = begin() else { break }
                let opening = await exchange.opening(isolation: actor)
                if Task.isCancelled { cancel() }
                switch opening {
                case .answer(let head):
                    if begin(reading: exchange, head) { return }
                    exchange.abort()
                case .refusal(let error, let head):
                    wait = fail(error, head)
                }
            }
            if let error = state.withLock({ $0.error }) { throw error }
        }

        /// Sends the request, unless the stream has been cancelled.
        private func begin() -> ClientExchange? {
            let exchange = ClientExchange(
                time: time, timeouts: options.timeouts, deadline: circumstances.deadline)
            let begun = state.withLock { state -> (JSONObject, StreamObservation?)? in
                guard case .connecting = state.phase else { return nil }
                state.attempt += 1
                state.hasHead = false
                state.phase = .connecting(exchange)
                return (state.body.continuing(state.continuation), state.observation)
            }
            guard let (body, observation) = begun else { return nil }
            do throws(MessageStreamClientError) {
                let request = try client.httpRequest(body, options, observation)
                client.httpClient.begin(request, for: exchange)
            } catch {
                exchange.end(.failure(error))
            }
            return exchange
        }

        /// The answer has begun; returns false when the stream has been cancelled.
        private func begin(reading exchange: ClientExchange, _ head: ResponseHead) -> Bool {
            let (isReading, waiters) = state.withLock { state in
                guard case .connecting = state.phase else {
                    return (false, [] as [CheckedContinuation<Void, Never>])
                }
                state.phase = .reading(exchange)
                state.head = head
                state.hasHead = true
                return (true, state.waiters.takeAll())
            }
            waiters.resumeAll()
            return isReading
        }

        /// Returns the wait before the next attempt; nil when the stream is over.
        private func fail(_ error: MessageStreamClientError, _ head: ResponseHead?) -> Duration? {
            var error = error
            let headers = head?.headers ?? [:]
            error.retryAfter = RetryAfter.wait(in: headers, now: time.secondsSince1970())
            let (turn, aftermath) = state.withLock { state in
                if let head { (state.head, state.hasHead) = (head, true) }
                return state.failed(
                    error, shouldRetry: RetryAfter.shouldRetry(in: headers), circumstances)
            }
            finish(aftermath)
            if case .connect(let wait) = turn { return wait }
            return nil
        }

        /// Waits before an attempt; ``cancel()`` and the task's cancellation end the wait.
        private func sleep(_ wait: Duration, isolation actor: isolated (any Actor)?) async {
            let sleeper = Task { [time] in try await time.sleep(wait) }
            let isOver = state.withLock { state in
                if case .over = state.phase { return true }
                state.sleeper = sleeper
                return false
            }
            if isOver { sleeper.cancel() }
            await withTaskCancellationHandler {
                _ = await sleeper.result
            } onCancel: {
                sleeper.cancel()
            }
        }
    }

    extension JSONObject {
        /// The body of a request for the rest of an answer, if there is one to go on with.
        fileprivate func continuing(_ answer: AnswerContinuation?) -> JSONObject {
            guard let answer, case .array(let messages)? = self["messages"] else { return self }
            var body = self
            body["messages"] = .array(messages + answer.messages.map(\.jsonValue))
            return body
        }
    }
#endif
