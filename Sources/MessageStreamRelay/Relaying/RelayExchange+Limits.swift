#if Relay
    internal import NIOCore

    extension RelayExchange {
        /// Ends the exchange if it has taken too long; called now and then.
        func check(_ limits: RelayLoop.TimeLimits, at now: NIODeadline) {
            if now - start > limits.stream {
                return give(up: .tooLong)
            }
            let waited = now - lastProgress
            if case .resting = state {
                if waited >= Self.restTime { cancel(as: .complete) }
                return
            }
            if isForgotten(after: limits.grace, at: now) { return cancel(as: .clientGone) }
            switch state {
            case .connecting:
                // The connection has its own limit.
                break
            case .awaitingAnswer(let connection):
                // Another upstream would do the same once more.
                if waited > limits.firstByte {
                    loop.selection.failed(connection.upstream, at: .now)
                    give(up: .firstByteTimeout)
                }
            case .answering:
                if let awaitsEndSince, now - awaitsEndSince >= Self.endTime {
                    return endWithoutEnd()
                }
                // Of a refusal there is the status already, which its words must not keep back.
                if !hasBegun, record.costsNothing, waited > Self.refusalTime {
                    return endWithoutEnd()
                }
                // While the client does not take what was sent, the upstream owes nothing.
                if waited > limits.idle, mayRead {
                    give(up: .idleTimeout)
                }
            case .resting, .over:
                break
            }
        }

        /// How long an upstream may take to end an answer that is over, so that its connection can be
        /// used again.
        private static let restTime = TimeAmount.seconds(1)

        /// How long an upstream may take to end an answer once the model has said why it stopped,
        /// whatever else it sends: some never do, and go on with pings.
        private static let endTime = TimeAmount.seconds(3)

        /// How long an upstream may be silent within a refusal; the client's own patience is the same.
        private static let refusalTime = TimeAmount.seconds(10)

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
