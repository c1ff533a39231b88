#if Relay
    internal import NIOCore
    internal import NIOPosix

    /// One of the streams that are open at a time: makes requests, one after the other, and holds
    /// each answer to what was sent.
    final class Client {
        private let stream: Int
        private unowned let session: LoadSession
        private var requestsLeft: Int
        private var connection: ClientConnection?
        private var exchange: UpstreamExchange?
        private var reader = ResponseReader()
        private var check: any AnswerCheck
        private var isOpened = false
        private var requestTime: UInt64 = 0
        private var hasFirstEvent = false
        private var lastLife: UInt64 = 0

        init(_ stream: Int, in session: LoadSession) {
            self.stream = stream
            self.session = session
            requestsLeft = session.plan.repetitions
            check = MessageEndCheck(endpoint: session.plan.target.endpoint)
        }

        /// Makes the next request.
        func begin() {
            guard requestsLeft > 0 else { return session.retired() }
            requestsLeft -= 1
            exchange = session.newExchange(stream: stream)
            reader = ResponseReader()
            check = Self.check(for: session.plan)
            hasFirstEvent = false
            noteLife()
            if let connection {
                send(on: connection)
            } else {
                connect()
            }
        }

        /// Begins the time anew after which the stream has stalled.
        func noteLife() {
            lastLife = session.now()
        }

        /// Gives the stream up if nothing has come for too long.
        ///
        /// - Parameter isWaited: Whether open streams have nothing to get, since others are not open.
        func fail(ifStalledAt now: UInt64, isWaited: Bool) {
            guard exchange != nil, !(isOpened && isWaited) else { return }
            let patience = UInt64(TimeAmount(session.plan.patience).nanoseconds)
            if now - min(now, lastLife) > patience { fail(StreamFailure(.stalled)) }
        }

        private static func check(for plan: LoadPlan) -> any AnswerCheck {
            guard plan.upstream != nil else {
                return MessageEndCheck(endpoint: plan.target.endpoint)
            }
            switch plan.target.endpoint {
            case .messages: return KnownAnswerCheck()
            case .chat: return ChatAnswerCheck()
            }
        }

        private func connect() {
            let connection = ClientConnection(self)
            self.connection = connection
            let bound = NIOLoopBound(connection, eventLoop: session.eventLoop)
            let address = session.plan.target.address
            ClientBootstrap(group: session.eventLoop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(bound.value)
                    }
                }
                .connect(host: address.host, port: address.port)
                .assumeIsolated().whenComplete { result in
                    guard self.connection === connection else { return }
                    switch result {
                    case .success: self.send(on: connection)
                    case .failure: self.fail(StreamFailure(.unreachable))
                    }
                }
        }

        private func send(on connection: ClientConnection) {
            guard let exchange else { return }
            requestTime = session.now()
            lastLife = requestTime
            connection.write(LoadRequest.bytes(for: exchange.number, session.plan))
        }

        private func pass() {
            let keeps = reader.keepsConnection && session.plan.keepsConnections
            end(nil, keepingConnection: keeps)
            begin()
        }

        private func fail(_ failure: StreamFailure) {
            end(failure, keepingConnection: false)
            session.retired()
        }

        private func end(_ failure: StreamFailure?, keepingConnection: Bool) {
            if !keepingConnection, let connection {
                // First, since a connection may say within the call that it has ended.
                self.connection = nil
                connection.close()
            }
            if let exchange {
                self.exchange = nil
                session.ended(exchange, failure)
            }
            noteOpened()
        }

        private func noteOpened() {
            if isOpened { return }
            isOpened = true
            session.isOpened()
        }
    }

    // What a connection has to say.
    extension Client {
        /// Bytes of the answer have come.
        func read(_ bytes: ByteBuffer, on connection: ClientConnection) {
            guard connection === self.connection, let exchange else { return }
            lastLife = session.now()
            do throws(StreamFailure) {
                let deltas = try take(bytes, sent: exchange.sent)
                if deltas > 0 { session.arrived(deltas, of: exchange) }
                guard reader.isOver else { return }
                try check.finish(sent: exchange.sent)
            } catch {
                return fail(error)
            }
            pass()
        }

        /// The connection has ended.
        func ended(_ connection: ClientConnection) {
            guard connection === self.connection else { return }
            guard let exchange else {
                self.connection = nil
                return
            }
            guard reader.mayEndWithConnection else { return fail(StreamFailure(.cut)) }
            do throws(StreamFailure) {
                try check.finish(sent: exchange.sent)
            } catch {
                return fail(error)
            }
            pass()
        }

        /// Takes bytes off the connection; returns how many deltas were in them.
        private func take(_ bytes: ByteBuffer, sent: SentAnswer) throws(StreamFailure) -> Int {
            let eventsBefore = session.arrivals.events
            var deltas = 0
            var rest = bytes.readableBytesUInt8Span
            while !rest.isEmpty {
                guard !reader.isOver else { throw StreamFailure(.excess) }
                switch try reader.next(rest) {
                case .framing(let count):
                    rest = rest.extracting(droppingFirst: count)
                    if reader.status > 200 { throw StreamFailure(.status(reader.status)) }
                case .body(let count):
                    deltas += try check.take(
                        rest.extracting(first: count), sent: sent, at: lastLife,
                        into: &session.arrivals)
                    rest = rest.extracting(droppingFirst: count)
                }
            }
            noteFirstEvent(deltas, session.arrivals.events - eventsBefore)
            return deltas
        }

        /// The first event of the load's own upstream that counts is the first delta.
        private func noteFirstEvent(_ deltas: Int, _ events: Int) {
            guard !hasFirstEvent, deltas > 0 || session.plan.upstream == nil && events > 0 else {
                return
            }
            hasFirstEvent = true
            session.report.firstEvent.add(lastLife - requestTime)
            noteOpened()
        }
    }
#endif
