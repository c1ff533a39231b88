#if Relay
    internal import NIOCore
    internal import NIOHTTP1

    extension RelayExchange {
        /// Statuses with which an upstream says that another may do better.
        private static let replaceable: Set<UInt> = [429, 500, 502, 503, 504, 529]

        /// Asks the next upstream, or tells the client that there is none.
        func attempt() {
            guard let upstream = loop.nextUpstream(after: tried) else {
                return give(up: .unreachable)
            }
            if !tried.isEmpty { loop.shared.metrics.retried() }
            tried.append(upstream)
            record.attempts += 1
            record.upstreamName = loop.pools[upstream].endpoint.name
            hasRepeated = false
            if let connection = loop.pools[upstream].takeIdle() {
                send(on: connection)
            } else {
                open(upstream)
            }
        }

        /// Whether another upstream can be asked in place of one that answered `status`.
        func canReplace(_ status: HTTPResponseStatus) -> Bool {
            Self.replaceable.contains(status.code) && tried.count < loop.pools.count
        }

        /// The connection broke before an answer came.
        ///
        /// What an upstream may have begun to do is not asked for again, of nobody (RFC 9110, section
        /// 9.2.2): only a request of which not even the head was sent, by a connection that had waited
        /// and was closed meanwhile, say.
        func repeatOrGiveUp(_ connection: UpstreamConnection) {
            guard connection.sent == .nothing else {
                loop.selection.failed(connection.upstream, at: .now)
                return give(up: .lost)
            }
            state = .connecting
            record.costsNothing = true
            if hasRepeated {
                loop.selection.failed(connection.upstream, at: .now)
                attempt()
            } else {
                hasRepeated = true
                open(connection.upstream)
            }
        }

        private func open(_ upstream: Int) {
            lastProgress = .now()
            let pool = loop.pools[upstream]
            pool.open { [self] result in
                guard case .connecting = state, tried.last == upstream else {
                    // It was cancelled meanwhile; somebody else can use the connection.
                    if case .success(let connection) = result { pool.giveBack(connection) }
                    return
                }
                switch result {
                case .success(let connection):
                    send(on: connection)
                case .failure:
                    loop.selection.failed(upstream, at: .now)
                    attempt()
                }
            }
        }

        private func send(on connection: UpstreamConnection) {
            lastProgress = .now()
            state = .awaitingAnswer(connection)
            record.costsNothing = false
            let head = request.head(for: loop.pools[connection.upstream].endpoint)
            connection.send(head, request.body, for: self)
        }
    }
#endif
