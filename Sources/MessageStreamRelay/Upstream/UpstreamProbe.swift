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
        private var running: Task<[State], Never>?

        init(_ endpoints: [UpstreamEndpoint], on group: any EventLoopGroup) {
            self.endpoints = endpoints
            self.group = group
        }

        /// All upstreams, in their order; all who ask meanwhile get one answer.
        func states() async -> [State] {
            if let running { return await running.value }
            if let last, .now - last.time < Self.validity { return last.states }
            let look = Task { [endpoints, group] in await Self.look(endpoints, on: group) }
            running = look
            let states = await look.value
            running = nil
            last = (states, .now)
            return states
        }

        private static func look(
            _ endpoints: [UpstreamEndpoint], on group: any EventLoopGroup
        ) async -> [State] {
            var reachable = Set<Int>()
            await withTaskGroup(of: Int?.self) { tasks in
                for (index, endpoint) in endpoints.enumerated() {
                    tasks.addTask {
                        let channel = try? await endpoint.connect(on: group.next()) {
                            UpstreamConnection(upstream: index, scratch: ScratchBuffer())
                        }.get()
                        channel?.close(promise: nil)
                        return channel == nil ? nil : index
                    }
                }
                for await case let index? in tasks { reachable.insert(index) }
            }
            return endpoints.enumerated().map {
                State(name: $1.name, isReachable: reachable.contains($0))
            }
        }
    }
#endif
