#if Relay
    internal import NIOCore
    internal import NIOPosix

    /// Finds out which upstreams take connections; for `GET /ready`.
    actor UpstreamProbe {
        struct State: Sendable {
            var name: String
            var isReachable: Bool
        }

        /// For how long an answer is good, so that nobody can have upstreams connected to at will.
        private static let validity = Duration.seconds(1)

        private let endpoints: [UpstreamEndpoint]
        private let group: any EventLoopGroup
        private var last: (states: [State], time: ContinuousClock.Instant)?

        init(_ endpoints: [UpstreamEndpoint], on group: any EventLoopGroup) {
            self.endpoints = endpoints
            self.group = group
        }

        /// All upstreams, in their order.
        func states() async -> [State] {
            if let last, .now - last.time < Self.validity { return last.states }
            var reachable = Set<Int>()
            await withTaskGroup(of: Int?.self) { tasks in
                for (index, endpoint) in endpoints.enumerated() {
                    tasks.addTask { [group] in
                        let channel = try? await endpoint.connect(on: group.next()) {
                            UpstreamConnection(upstream: index, scratch: ScratchBuffer())
                        }.get()
                        channel?.close(promise: nil)
                        return channel == nil ? nil : index
                    }
                }
                for await case let index? in tasks { reachable.insert(index) }
            }
            let states = endpoints.enumerated().map {
                State(name: $1.name, isReachable: reachable.contains($0))
            }
            last = (states, .now)
            return states
        }
    }
#endif
