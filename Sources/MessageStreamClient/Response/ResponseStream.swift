#if Client
    import AsyncHTTPClient
    import MessageStream
    import PartialJSON
    import Synchronization

    /// One answer, over as many attempts as it takes: what all ways of reading it share.
    ///
    /// Who reads pulls: there is no task of its own that would run ahead. The state is behind one lock,
    /// which is never held across a suspension.
    final class ResponseStream: Sendable {
        enum Phase {
            /// A reader, or who opened the stream, is making a new attempt, or waits before one.
            case connecting(ClientExchange?)
            case reading(ClientExchange)
            case over
        }

        struct State: ~Copyable {
            var assembly: AnswerAssembly
            var schedule: RetrySchedule
            var phase = Phase.connecting(nil)
            /// Why reading throws, once the phase is over; nil when the message is complete.
            var error: MessageStreamClientError?
            /// The head of the last answer, and whether it is that of this attempt.
            var head = ResponseHead(status: 0, headers: [:])
            var hasHead = false
            var body: JSONObject
            var attempt = 0
            /// What the answer goes on with, once it is continued.
            var continuation: AnswerContinuation?
            var attempts: [MessageStreamAttempt] = []
            var sleeper: Task<Void, any Error>?
            var observation: StreamObservation?
            /// The tasks that made the iterators that there are, nil for none.
            var readers: [TaskIdentity?] = []
            /// Those who wait until the phase changes or the last iterator is gone.
            var waiters = Waiters()
        }

        let client: MessageClient
        let options: RequestOptions
        let time: TimeSource
        let circumstances: Circumstances
        let state: Mutex<State>

        init(client: MessageClient, body: JSONObject, options: RequestOptions) {
            self.client = client
            self.options = options
            time = client.time
            circumstances = Circumstances(
                time: time, deadline: options.timeouts.total.map { [time] in time.now() + $0 },
                needsProgress: !options.timeouts.pingsCount,
                redaction: Redaction(client.configuration, options),
                url: try? client.streamURL(of: body).shown)
            var body = body
            body["stream"] = true
            let model = body["model"]?.string ?? ""
            let way = options.retries.continuation.way(for: ModelName(rawValue: model))
            let continuation = way.flatMap { $0.fits(body) ? $0 : nil }
            state = Mutex(
                State(
                    assembly: AnswerAssembly(continuation: continuation),
                    schedule: RetrySchedule(options.retries), body: body,
                    observation: StreamObservation(
                        client.configuration.observability, request: body,
                        baseURL: client.configuration.baseURL, at: time.now())))
        }

        var head: ResponseHead { state.withLock { $0.head } }
        var attempts: [MessageStreamAttempt] { state.withLock { $0.attempts } }
        var currentMessage: Message? { state.withLock { $0.assembly.message } }
        var isUsageProvisional: Bool {
            state.withLock { $0.assembly.accumulator.isUsageProvisional }
        }
        var ending: MessageStreamEnding? { state.withLock { $0.assembly.accumulator.ending } }

        func beginReading(_ task: TaskIdentity?) {
            state.withLock { $0.readers.append(task) }
        }

        func endReading(_ task: TaskIdentity?) {
            let waiters = state.withLock { state in
                if let place = state.readers.firstIndex(of: task) {
                    state.readers.remove(at: place)
                }
                return state.waiters.takeAll()
            }
            waiters.resumeAll()
        }

        /// Ends the stream where it stands and closes the connection.
        func cancel() {
            let after = state.withLock { state -> Aftermath? in
                if case .over = state.phase { return nil }
                return state.end(MessageStreamClientError(.cancelled), circumstances) {
                    $0.cancel()
                }
            }
            finish(after)
        }
    }
#endif
