#if Relay
    extension ReplayServer {
        /// What a server takes and keeps.
        public struct Limits: Sendable, Hashable {
            /// The longest body of a request, in bytes; a longer one is answered with status 413.
            /// Default: 32 MiB, as the API has it.
            public var maximumRequestBytes: Int
            /// The most requests that are kept for ``ReplayServer/receivedRequests``, those that came
            /// first; others are counted. Default: 10,000.
            public var maximumKeptRequests: Int

            /// Limits that suit tests.
            public static let `default` = Limits()

            /// Limits; negative values are taken as 0.
            public init(maximumRequestBytes: Int = 32 << 20, maximumKeptRequests: Int = 10_000) {
                self.maximumRequestBytes = max(0, maximumRequestBytes)
                self.maximumKeptRequests = max(0, maximumKeptRequests)
            }
        }
    }
#endif
