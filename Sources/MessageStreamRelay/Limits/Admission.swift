#if Relay
    internal import Synchronization

    /// Who may ask now: the limits of every client's key.
    ///
    /// One short lock; its memory is a few dozen bytes a key of the configuration, whoever asks.
    final class Admission: Sendable {
        /// Whether a request may go on.
        enum Verdict: Sendable, Hashable {
            /// It may; ``Admission/end(_:tokens:at:)`` has to be called for it, once.
            case admitted
            /// It may not, and could after so long.
            case rejected(Rejection, retryAfter: Duration)
        }

        private let rules: Mutex<[AdmissionRules]>

        /// The limits of `keys`, in the order of ``ClientKeys``; `limits` for those without their own,
        /// and for the anonymous client.
        init(keys: [ClientKey], limits: RequestLimits) {
            rules = Mutex(
                [AdmissionRules(limits)] + keys.map { AdmissionRules($0.limits ?? limits) })
        }

        convenience init(_ configuration: RelayConfiguration) {
            self.init(keys: configuration.clientKeys, limits: configuration.limits)
        }

        /// A request of `client` comes.
        func begin(_ client: ClientKeys.Client, at now: ContinuousClock.Instant = .now) -> Verdict {
            rules.withLock { $0[client.index].begin(at: now) }
        }

        /// An admitted request of `client` may come to use so many tokens.
        func reserve(
            _ tokens: Int, for client: ClientKeys.Client, at now: ContinuousClock.Instant = .now
        ) -> Reservation {
            rules.withLock { $0[client.index].reserve(tokens, at: now) }
        }

        /// The answer to an admitted request of `client` is over, after so many tokens, input and
        /// output together, of which `reserved` were taken off before.
        func end(
            _ client: ClientKeys.Client, tokens: Int, reserved: Int = 0,
            at now: ContinuousClock.Instant = .now
        ) {
            rules.withLock { $0[client.index].end(tokens: tokens, reserved: reserved, at: now) }
        }

        /// How many requests of `client` are under way.
        func streams(of client: ClientKeys.Client) -> Int {
            rules.withLock { $0[client.index].streams }
        }
    }

    extension Duration {
        /// The value of the header `retry-after`: whole seconds, rounded up, at least one.
        var retryAfterSeconds: Int64 {
            let (seconds, attoseconds) = components
            return max(1, attoseconds > 0 ? seconds + 1 : seconds)
        }
    }
#endif
