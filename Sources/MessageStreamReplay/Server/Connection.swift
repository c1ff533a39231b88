#if Relay
    internal import NIOCore

    #if canImport(Darwin)
        private import Darwin
    #elseif canImport(Glibc)
        private import Glibc
    #elseif canImport(Musl)
        private import Musl
    #endif

    /// One client's connection, below HTTP: what Hummingbird does not show or do.
    ///
    /// Hummingbird lets a client close its half and answers on, as HTTP permits, and it only ever
    /// closes properly. A server of faults wants to know of the client's end at once, while a stream
    /// stalls too, and must reset connections. Both need the channel, and ``ConnectionHandler`` in it.
    final class Connection: Sendable {
        private struct State: Sendable {
            /// The number of the request that is being answered.
            var answering: Int?
            /// When the client, or everything, went.
            var closed: ContinuousClock.Instant?
        }

        private let channel: any Channel
        private let ledger: Observed<ReplayLedger>
        private let state = Observed(State())

        init(_ channel: any Channel, ledger: Observed<ReplayLedger>) {
            self.channel = channel
            self.ledger = ledger
        }

        /// The same as that of its channel.
        var id: ObjectIdentifier { ObjectIdentifier(channel) }

        /// Whether nothing can be sent any more.
        var isClosed: Bool { state.update { $0.closed != nil } }

        /// Says that request `number` is being answered: if the client goes away now, or is gone
        /// already, it is noted.
        func beginAnswer(_ number: Int) {
            let closed = state.update { state in
                if state.closed == nil { state.answering = number }
                return state.closed
            }
            guard let closed else { return }
            ledger.update { $0.note(ClientClose(requestNumber: number, time: closed)) }
        }

        /// Says that the answer is over.
        func endAnswer() {
            state.update { $0.answering = nil }
        }

        /// Called on the event loop when the client has closed its end, or everything is over.
        func ended(at time: ContinuousClock.Instant) {
            let answered = state.update { state in
                defer { state.answering = nil }
                state.closed = state.closed ?? time
                return state.answering
            }
            guard let answered else { return }
            ledger.update { $0.note(ClientClose(requestNumber: answered, time: time)) }
            // Wakes a writer that waits for room in the socket.
            channel.close(promise: nil)
        }

        /// Called on the event loop when the channel is gone.
        func vanished(at time: ContinuousClock.Instant) {
            ended(at: time)
            ledger.update { $0.closed(self) }
        }

        /// Waits until the client goes away.
        func waitUntilClosed() async throws {
            try await state.wait { $0.closed != nil ? true : nil }
        }

        /// Waits until `time`, or until the client goes away; returns whether it is still there.
        func waitWhileOpen(until time: ContinuousClock.Instant) async throws -> Bool {
            if time <= .now { return !isClosed }
            return try await withThrowingTaskGroup(of: Bool.self) { group in
                defer { group.cancelAll() }
                group.addTask {
                    try await Task.sleep(until: time, clock: .continuous)
                    return true
                }
                group.addTask { [self] in
                    try await waitUntilClosed()
                    return false
                }
                return try await group.next() ?? false
            }
        }

        /// Closes the connection (FIN), after what has been written.
        func close() async throws {
            endAnswer()
            try await flush()
            channel.close(promise: nil)
            try await channel.closeFuture.get()
        }

        /// Resets the connection (RST), after the system has taken what has been written, if an answer
        /// has begun.
        func reset(hasAnswer: Bool) async throws {
            endAnswer()
            if hasAnswer { try await flush() }
            // A socket that lingers for no time at all sends RST where others send FIN.
            if let socket = channel as? any SocketOptionProvider {
                try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
            }
            channel.close(promise: nil)
            try await channel.closeFuture.get()
        }

        /// Closes the connection from outside of any answer.
        func abandon() {
            endAnswer()
            channel.close(promise: nil)
        }

        /// Waits until the system has taken all that has been written.
        private func flush() async throws {
            // Bodies are passed on to the event loop without waiting; this passes behind them.
            let flushed = channel.eventLoop.flatSubmit { [channel] in
                let promise = channel.eventLoop.makePromise(of: Void.self)
                channel.pipeline.triggerUserOutboundEvent(FlushRequest(), promise: promise)
                return promise.futureResult
            }
            try await flushed.get()
        }
    }
#endif
