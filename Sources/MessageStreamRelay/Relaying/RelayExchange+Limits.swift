#if Relay
    internal import NIOCore

    extension RelayExchange {
        /// Ends the exchange if it has taken too long; called now and then.
        func check(_ limits: RelayLoop.TimeLimits, at now: NIODeadline) {
            if now - start > limits.stream {
                return give(up: .tooLong)
            }
            if isForgotten(after: limits.grace, at: now) { return cancel(as: .clientGone) }
            let waited = now - lastProgress
            switch state {
            case .connecting:
                // The bootstrap has its own limit.
                break
            case .awaitingAnswer(let connection):
                if waited > limits.firstByte {
                    loop.selection.failed(connection.upstream, at: .now)
                    guard tried.count < loop.pools.count else { return give(up: .firstByteTimeout) }
                    state = .connecting
                    connection.abandon()
                    attempt()
                }
            case .answering:
                // While the client does not take what was sent, the upstream owes nothing.
                if waited > limits.idle, mayRead {
                    give(up: .idleTimeout)
                }
            case .over:
                break
            }
        }

        /// Whether nobody has read the answer for `grace`.
        private func isForgotten(after grace: TimeAmount, at now: NIODeadline) -> Bool {
            guard client == nil, !sink.isRead else {
                unreadSince = nil
                return false
            }
            let since = unreadSince ?? now
            unreadSince = since
            return now - since >= grace
        }
    }
#endif
