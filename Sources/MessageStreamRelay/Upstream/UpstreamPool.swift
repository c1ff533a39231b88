#if Relay
    internal import NIOCore

    /// The connections of one event loop to one upstream that wait for a request.
    final class UpstreamPool {
        /// How many wait at most; more are closed.
        static let maximumIdle = 1024
        /// How long one waits at most: less than servers commonly keep theirs.
        static let maximumIdleTime = TimeAmount.seconds(50)

        let endpoint: UpstreamEndpoint
        private let index: Int
        private let eventLoop: any EventLoop
        private let scratch: NIOLoopBound<ScratchBuffer>
        /// In the order in which they were given back; some may have been closed meanwhile.
        private var idle = CircularBuffer<UpstreamConnection>()
        private var openCount = 0

        init(
            _ endpoint: UpstreamEndpoint, index: Int, scratch: ScratchBuffer,
            on eventLoop: any EventLoop
        ) {
            self.scratch = NIOLoopBound(scratch, eventLoop: eventLoop)
            self.endpoint = endpoint
            self.index = index
            self.eventLoop = eventLoop
        }

        /// A connection that a request before has used; nil if there is none.
        func takeIdle() -> UpstreamConnection? {
            while let connection = idle.popLast() {
                guard take(connection) else { continue }
                return connection
            }
            return nil
        }

        /// Opens a connection.
        func open(_ completion: @escaping (Result<UpstreamConnection, any Error>) -> Void) {
            let index = index
            endpoint.connect(on: eventLoop) { [scratch] in
                UpstreamConnection(upstream: index, scratch: scratch.value)
            }
            .assumeIsolated()
            .flatMapThrowing { channel in
                try channel.pipeline.syncOperations.handler(type: UpstreamConnection.self)
            }
            .whenComplete(completion)
        }

        /// Takes back a connection whose answer is over.
        func giveBack(_ connection: UpstreamConnection) {
            guard connection.isActive else { return }
            guard openCount < Self.maximumIdle else { return connection.abandon() }
            connection.idleSince = .now()
            connection.becameUseless = { [weak self] in self?.openCount -= 1 }
            openCount += 1
            idle.append(connection)
        }

        /// Closes what has waited too long; returns whether something still waits.
        func closeIdle(before now: NIODeadline) -> Bool {
            // The longest idle are the first.
            while let first = idle.first,
                !first.isActive || now - first.idleSince > Self.maximumIdleTime
            {
                idle.removeFirst()
                if take(first) { first.abandon() }
            }
            return !idle.isEmpty
        }

        /// Closes all that waits.
        func close() {
            let all = idle
            idle = CircularBuffer()
            for connection in all where take(connection) { connection.abandon() }
        }

        /// Returns whether a connection that waited is still open.
        private func take(_ connection: UpstreamConnection) -> Bool {
            let isOpen = connection.becameUseless != nil
            connection.becameUseless = nil
            if isOpen { openCount -= 1 }
            return isOpen && connection.isActive
        }
    }

    @available(*, unavailable)
    extension UpstreamPool: Sendable {}
#endif
