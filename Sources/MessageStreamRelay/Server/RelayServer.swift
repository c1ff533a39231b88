#if Relay
    public import Hummingbird
    public import Logging
    internal import NIOCore
    internal import NIOPosix
    public import ServiceLifecycle
    internal import Synchronization

    /// A relay that stands before a model's API: passes Messages streams through and counts them,
    /// answers a simple chat, and serves a page to talk to it.
    ///
    /// ```swift
    /// var configuration = RelayConfiguration()
    /// configuration.upstreams = [...]
    /// let relay = try await RelayServer.start(configuration)
    /// // as one of the services of a ServiceGroup, which ends it gracefully:
    /// try await ServiceGroup(
    ///     services: [relay], gracefulShutdownSignals: [.sigterm], logger: logger
    /// ).run()
    /// ```
    ///
    /// | request | answer |
    /// | --- | --- |
    /// | `POST /v1/messages` | what the upstream answers, byte for byte |
    /// | `POST /chat/stream` | the text of an answer, as small events |
    /// | `GET /chat/stream` with `Last-Event-ID` | the rest of such an answer |
    /// | `DELETE /chat/stream` with `Last-Event-ID` | stops it |
    /// | `GET /` | the chat page |
    /// | `GET /health`, `/ready`, `/metrics` | for those who operate it |
    ///
    /// All other paths can have routes of your own, on Hummingbird:
    ///
    /// ```swift
    /// let router = Router()
    /// router.get("/hello") { _, _ in "Hello" }
    /// let relay = try await RelayServer.start(configuration, routes: router.buildResponder())
    /// ```
    ///
    /// Streams are relayed on the event loop of the client's connection, which has upstream connections
    /// of its own; memory does not grow with the length of an answer, nor when a client reads slowly.
    /// Runs until ``stop()`` or ``drain(within:)``, also when nobody holds it any more.
    public final class RelayServer: Service {
        /// The port at which it listens.
        public let port: Int
        /// What it was started with.
        public let configuration: RelayConfiguration

        private let group: MultiThreadedEventLoopGroup
        private let listener: any Channel
        private let loops: [NIOLoopBound<RelayLoop>]
        private let bridge: HummingbirdBridge
        private let state = Mutex(State.running)

        private enum State {
            case running
            case draining(Task<Void, Never>)
            case over
        }

        private init(
            _ configuration: RelayConfiguration, _ group: MultiThreadedEventLoopGroup,
            _ listener: any Channel, _ loops: [NIOLoopBound<RelayLoop>],
            _ bridge: HummingbirdBridge
        ) {
            self.bridge = bridge
            self.configuration = configuration
            self.group = group
            self.listener = listener
            self.loops = loops
            port = listener.localAddress?.port ?? configuration.port
        }

        /// Where it is, such as `http://127.0.0.1:8787`.
        public var baseURL: String {
            let scheme = configuration.tls == nil ? "http" : "https"
            let host = configuration.host
            return host.contains(":")
                ? "\(scheme)://[\(host)]:\(port)" : "\(scheme)://\(host):\(port)"
        }

        /// Starts a relay, and returns when it listens.
        ///
        /// - Parameters:
        ///   - configuration: What it does; checked first.
        ///   - routes: Routes of your own, which a `Router` makes with `buildResponder()`: they get what
        ///     has another path than those of the relay, and no part in its keys and limits.
        ///   - store: Where answers of the chat are kept for those who lost their connection; one in
        ///     memory unless given.
        ///   - logger: What is told but for the access log.
        ///   - accessLogger: Where the access log goes, if there is one.
        /// - Throws: ``RelayServerError``.
        public static func start(
            _ configuration: RelayConfiguration,
            routes: (any HTTPResponder<BasicRequestContext>)? = nil,
            store: (any ChatAnswerStore)? = nil,
            logger: Logger = Logger(label: "message-stream.relay"), accessLogger: Logger? = nil
        ) async throws(RelayServerError) -> RelayServer {
            let shared = try RelayShared(configuration, store: store, accessLogger: accessLogger)
            let tls = try RelayTLS(configuration)
            let group = MultiThreadedEventLoopGroup(
                numberOfThreads: configuration.eventLoopThreads ?? System.coreCount)
            do {
                var loops: [NIOLoopBound<RelayLoop>] = []
                for eventLoop in group.makeIterator() {
                    let loop = eventLoop.submit {
                        NIOLoopBound(RelayLoop(shared, on: eventLoop), eventLoop: eventLoop)
                    }
                    loops.append(try await loop.get())
                }
                let own = RelayRoutes(shared, probe: UpstreamProbe(shared.endpoints, on: group))
                let bridge = HummingbirdBridge(
                    MountedRoutes(relay: own.responder, others: routes),
                    logger: logger, isSecure: tls != nil)
                let pipeline = RelayPipeline(loops: loops, bridge: bridge, tls: tls)
                let listener = try await pipeline.listen(configuration, on: group)
                return RelayServer(configuration, group, listener, loops, bridge)
            } catch {
                try? await group.shutdownGracefully()
                throw RelayServerError(error, at: "\(configuration.host):\(configuration.port)")
            }
        }

        /// Runs until it is asked to shut down gracefully, then drains; as a service. Cancelled, it stops
        /// without waiting, also in the midst of draining.
        public func run() async throws {
            try? await gracefulShutdown()
            let time = Task.isCancelled ? .zero : configuration.drainTimeout
            await withTaskCancellationHandler {
                await drain(within: time)
            } onCancel: {
                Task { await stop() }
            }
        }

        /// Takes no more connections and lets what is under way end; what is left after `time` ends
        /// with an error event. While it drains, draining within less time hastens it.
        public func drain(within time: Duration) async {
            let end = state.withLock { state in
                let end: Task<Void, Never>
                switch state {
                case .over: return nil as Task<Void, Never>?
                case .draining(let task): end = task
                case .running: end = Task { await self.end() }
                }
                state = .draining(end)
                // One on each loop: from one of them the others would be told when they may be gone.
                for loop in loops {
                    loop.eventLoop.scheduleTask(in: TimeAmount(time)) { loop.value.endAll() }
                }
                return end
            }
            await end?.value
        }

        /// Ends the relay at once: no connection is left when it returns. Stopping twice does no harm.
        public func stop() async {
            await drain(within: .zero)
        }

        private func end() async {
            try? await listener.close().get()
            let drained = loops.map { loop in
                loop.eventLoop.flatSubmit { loop.value.drain() }
            }
            try? await EventLoopFuture.andAllComplete(drained, on: group.next()).get()
            await bridge.finish()
            // Event loops that have ended take no more limits.
            state.withLock { $0 = .over }
            try? await group.shutdownGracefully()
        }
    }
#endif
