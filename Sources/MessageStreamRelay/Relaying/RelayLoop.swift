#if Relay
    internal import HTTPServing
    internal import NIOCore

    /// What one event loop relays; nobody else touches it, so that nothing in it needs a lock.
    final class RelayLoop {
        /// The limits of time, as the loop looks at them.
        struct TimeLimits {
            /// From the request until the head of an upstream's answer.
            var firstByte: TimeAmount
            /// Between bytes of an answer.
            var idle: TimeAmount
            /// Of an answer as a whole.
            var stream: TimeAmount
            /// From a connection's begin until the head of its first request.
            var requestHead: TimeAmount
            var requestBody: TimeAmount
            /// Between two requests.
            var keepAlive: TimeAmount
            /// Until a sign of life.
            var heartbeat: TimeAmount
            /// How long an answer goes on that nobody reads.
            var grace: TimeAmount
        }

        let shared: RelayShared
        let eventLoop: any EventLoop
        let pools: [UpstreamPool]
        var selection: UpstreamSelection
        private let exchanges = LoopMembers<RelayExchange>()
        private let connections = LoopMembers<ClientConnection>()
        /// What is written in it goes out before it is used again.
        let output = ScratchBuffer()
        private var rounds: Scheduled<Void>?
        private var random = SystemRandomNumberGenerator()
        private(set) var isDraining = false
        /// Completes when the last connection is gone.
        private var drained: EventLoopPromise<Void>?

        init(_ shared: RelayShared, on eventLoop: any EventLoop) {
            self.shared = shared
            self.eventLoop = eventLoop
            let input = ScratchBuffer()
            pools = shared.endpoints.enumerated().map {
                UpstreamPool($1, index: $0, scratch: input, on: eventLoop)
            }
            selection = UpstreamSelection(weights: shared.weights)
        }

        /// The next upstream to ask; nil when all were tried.
        func nextUpstream(after tried: [Int]) -> Int? {
            selection.next(after: tried, at: .now, using: &random)
        }

        func add(_ exchange: RelayExchange) {
            exchanges.add(exchange)
            scheduleRound()
        }

        func remove(_ exchange: RelayExchange) {
            exchanges.remove(exchange)
            if isDraining { endDrainIfEmpty() }
        }

        func add(_ connection: ClientConnection) {
            connections.add(connection)
            scheduleRound()
            // It was on its way when the listener closed.
            if isDraining { connection.drain() }
        }

        func remove(_ connection: ClientConnection) {
            connections.remove(connection)
            if isDraining { endDrainIfEmpty() }
        }

        /// Lets what is under way end, takes nothing new; completes when nothing is left.
        func drain() -> EventLoopFuture<Void> {
            if let drained { return drained.futureResult }
            let promise = eventLoop.makePromise(of: Void.self)
            drained = promise
            isDraining = true
            for pool in pools { pool.close() }
            connections.forEach { $0.drain() }
            endDrainIfEmpty()
            return promise.futureResult
        }

        /// Ends what is still under way; who reads gets a moment for what was written.
        func endAll() {
            _ = drain()
            exchanges.takeAll { $0.give(up: .drained) }
            connections.forEach { $0.closing.close(within: Self.lastMoment) }
            endDrainIfEmpty()
        }

        /// How long readers have for what was written when the relay ends.
        private static let lastMoment = TimeAmount.seconds(1)

        private func endDrainIfEmpty() {
            guard connections.isEmpty, exchanges.isEmpty else { return }
            rounds?.cancel()
            drained?.succeed()
        }

        /// One timer for all: a timer a stream would cost a system call for each of its events.
        private func scheduleRound() {
            guard rounds == nil else { return }
            rounds = eventLoop.assumeIsolated().scheduleTask(in: shared.roundInterval) {
                [weak self] in
                self?.makeRound()
            }
        }

        private func makeRound() {
            rounds = nil
            let now = NIODeadline.now()
            let limits = shared.timeLimits
            exchanges.forEach { exchange in
                exchange.check(limits, at: now)
                exchange.heartbeat(after: limits.heartbeat, at: now)
            }
            connections.forEach { $0.check(limits, at: now) }
            let isPooling = pools.reduce(false) { $1.closeIdle(before: now) || $0 }
            if !exchanges.isEmpty || !connections.isEmpty || isPooling { scheduleRound() }
        }
    }

    @available(*, unavailable)
    extension RelayLoop: Sendable {}
#endif
