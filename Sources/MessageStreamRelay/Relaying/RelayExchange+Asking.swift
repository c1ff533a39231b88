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
        func repeatOrAskNext(_ connection: UpstreamConnection) {
            if connection.isUsed, !hasRepeated {
                // The upstream closed it while it waited: it has not read the request.
                hasRepeated = true
                state = .connecting
                open(connection.upstream)
            } else {
                loop.selection.failed(connection.upstream, at: .now)
                state = .connecting
                attempt()
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
            let head = request.head(for: loop.pools[connection.upstream].endpoint)
            connection.send(head, request.body, for: self)
        }
    }
#endif
