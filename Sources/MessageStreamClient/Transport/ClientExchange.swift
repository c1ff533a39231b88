#if Client
    import NIOCore
    import Synchronization

    /// One request and its answer: where the network, which pushes, meets the reader, who pulls.
    ///
    /// The network's side is called on the event loop, the reader's from any task, ``abort()`` from
    /// anywhere. What has come and was not taken is bounded: past ``greatestBacklog`` the network is
    /// told to wait.
    final class ClientExchange: Sendable {
        /// What there is to take.
        enum Input {
            case head(ResponseHead)
            case bytes(ByteBuffer)
            case end
            case failed(MessageStreamClientError)
            case nothingYet
        }

        /// Past this many bytes that nobody took the network waits.
        static let greatestBacklog = 256 << 10
        /// Pieces that wait are put together up to this many bytes: each holds the memory that it was
        /// read or decompressed into, which for a piece of an event may be 16 KiB.
        static let greatestJoined = 16 << 10
        /// How much may come after the end of the message before the connection is given up.
        static let greatestRest = 64 << 10
        /// How long the rest of the answer may take to come before the connection is given up.
        static let restTime = Duration.seconds(1)

        struct State {
            var watch: ClientExchangeWatch
            var head: ResponseHead?
            var chunks = CircularBuffer<ByteBuffer>()
            var backlog = 0
            var end: Result<Void, MessageStreamClientError>?
            var isReleased = false
            var rest = 0
            var waiters = Waiters()
            var demand: EventLoopPromise<Void>?
            var close: (@Sendable () -> Void)?
            var watchdog: Task<Void, Never>?

            var hasInput: Bool { head != nil || !chunks.isEmpty || end != nil }

            /// Puts a piece behind those that wait.
            mutating func hold(_ bytes: ByteBuffer) {
                let waiting = chunks.last?.readableBytes ?? ClientExchange.greatestJoined
                if waiting + bytes.readableBytes <= ClientExchange.greatestJoined {
                    chunks[chunks.index(before: chunks.endIndex)].writeImmutableBuffer(bytes)
                } else {
                    chunks.append(bytes)
                }
            }
        }

        let time: TimeSource
        let state: Mutex<State>

        init(time: TimeSource, timeouts: Timeouts, deadline: Duration?) {
            self.time = time
            state = Mutex(
                State(
                    watch: ClientExchangeWatch(timeouts, deadline: deadline, startingAt: time.now())
                ))
        }
    }

    // The reader's side.
    extension ClientExchange {
        /// What has come, oldest first.
        func take() -> Input {
            let (input, demand) = state.withLock { state -> (Input, EventLoopPromise<Void>?) in
                if let head = state.head.take() { return (.head(head), nil) }
                if let chunk = state.chunks.popFirst() {
                    state.backlog -= chunk.readableBytes
                    if state.chunks.isEmpty, state.end == nil { state.watch.wait(from: time.now()) }
                    let isLow = state.backlog <= Self.greatestBacklog / 2
                    return (.bytes(chunk), isLow ? state.demand.take() : nil)
                }
                return switch state.end {
                case .success: (.end, nil)
                case .failure(let error): (.failed(error), nil)
                case nil: (.nothingYet, nil)
                }
            }
            demand?.succeed()
            return input
        }

        /// Takes back what was taken, to be taken again.
        func giveBack(_ bytes: ByteBuffer) {
            guard bytes.readableBytes > 0 else { return }
            state.withLock { state in
                state.chunks.prepend(bytes)
                state.backlog += bytes.readableBytes
                state.watch.receive(at: time.now())
            }
        }

        /// Returns when there is something to take, or the task is cancelled.
        func wait(isolation actor: isolated (any Actor)?) async {
            let id = state.withLock { $0.waiters.newID() }
            await withTaskCancellationHandler {
                await withCheckedContinuation(isolation: actor) { continuation in
                    let mustWait = state.withLock { state in
                        guard !state.hasInput, !Task.isCancelled else { return false }
                        state.waiters.add(id, continuation)
                        return true
                    }
                    if !mustWait { continuation.resume() }
                }
            } onCancel: {
                state.withLock { $0.waiters.take(id) }?.resume()
            }
        }

        /// Says that the stream made progress, where pings do not count as such.
        func noteProgress() {
            state.withLock { $0.watch.noteProgress(at: time.now()) }
        }

        /// Closes the connection, if the answer is not over, and ends the exchange.
        func abort() {
            end(.failure(MessageStreamClientError(.cancelled)), closing: true)
        }

        /// Lets the rest of the answer come, for a moment, so that the connection can be used again.
        func release() {
            let isOver = state.withLock { $0.end != nil }
            let grace =
                isOver
                ? nil
                : Task { [time] in
                    do { try await time.sleep(Self.restTime) } catch { return }
                    abort()
                }
            let (demand, watchdog) = state.withLock { state in
                state.isReleased = true
                state.chunks = []
                guard state.end == nil else { return (state.demand.take(), grace) }
                defer { state.watchdog = grace }
                return (state.demand.take(), state.watchdog)
            }
            watchdog?.cancel()
            demand?.succeed()
        }
    }

    // The network's side.
    extension ClientExchange {
        /// The request goes out; `close` takes it back, from any thread.
        func begin(close: @escaping @Sendable () -> Void) {
            let isOver = state.withLock { state in
                if state.end == nil { state.close = close }
                return state.end != nil
            }
            if isOver { close() } else { watch() }
        }

        func receive(_ head: ResponseHead) {
            let waiters = state.withLock { state in
                guard state.end == nil else { return [] as [CheckedContinuation<Void, Never>] }
                state.head = head
                return state.waiters.takeAll()
            }
            waiters.resumeAll()
        }

        /// Takes a part of the body; returns what to wait for before the next, or nil for nothing.
        func receive(_ bytes: ByteBuffer, on eventLoop: any EventLoop) -> EventLoopFuture<Void>? {
            var isTooMuch = false
            let (waiters, demand) = state.withLock {
                state -> ([CheckedContinuation<Void, Never>], EventLoopFuture<Void>?) in
                guard state.end == nil, bytes.readableBytes > 0 else { return ([], nil) }
                if state.isReleased {
                    state.rest += bytes.readableBytes
                    isTooMuch = state.rest > Self.greatestRest
                    return ([], nil)
                }
                state.watch.receive(at: time.now())
                state.hold(bytes)
                state.backlog += bytes.readableBytes
                if state.backlog > Self.greatestBacklog {
                    state.demand = eventLoop.makePromise()
                }
                return (state.waiters.takeAll(), state.demand?.futureResult)
            }
            if isTooMuch { abort() }
            waiters.resumeAll()
            return demand
        }

        /// Ends the exchange; only the first end counts.
        func end(
            _ end: Result<Void, MessageStreamClientError>, closing: Bool = false
        ) {
            let (waiters, demand, close, watchdog) = state.withLock { state in
                let close = state.end == nil ? state.close.take() : nil
                state.close = nil
                state.end = state.end ?? end
                return (
                    state.waiters.takeAll(), state.demand.take(), close, state.watchdog.take()
                )
            }
            watchdog?.cancel()
            demand?.succeed()
            waiters.resumeAll()
            if closing { close?() }
        }
    }
#endif
