#if Relay
    extension ReplayServer {
        /// Answers the next requests with these behaviours, one each; then with the server's own again.
        ///
        /// What is left of an earlier script is forgotten. Only requests to `/v1/messages` count.
        public func respond(with script: [ReplayBehaviour]) {
            ledger.update { $0.respond(with: script) }
        }

        /// The requests that have come, in their order, up to ``Limits/maximumKeptRequests``.
        public var receivedRequests: [ReceivedRequest] { ledger.update { $0.requests } }

        /// The connections that are open.
        public var openConnections: Int { ledger.update { $0.connections.count } }

        /// Waits until so many connections are open; returns early if the task is cancelled.
        public func waitUntil(openConnections count: Int) async {
            _ = try? await ledger.wait { $0.connections.count == count ? true : nil }
        }

        /// Waits until at least so many requests have come; returns early if the task is cancelled.
        public func waitUntil(requests count: Int) async {
            _ = try? await ledger.wait { $0.requestCount >= count ? true : nil }
        }

        /// Waits until a client goes away before its answer is over, and tells when that was.
        ///
        /// Each such client is told of once, in their order; those of before the call too.
        ///
        /// - Throws: `CancellationError` when the task is cancelled.
        public func waitForClientClose() async throws -> ClientClose {
            try await ledger.wait { $0.takeClose() }
        }
    }
#endif
