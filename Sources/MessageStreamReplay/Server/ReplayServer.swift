#if Relay
    internal import Hummingbird
    internal import Logging
    internal import NIOCore

    /// A server that answers `POST /v1/messages` with recordings, and with the faults that clients must
    /// survive: what tests and demonstrations have in place of the API.
    ///
    /// ```swift
    /// let server = try await ReplayServer.start()
    /// server.respond(with: [ReplayBehaviour(faults: [.status(529)])])  // then the recording
    /// // ... a client of server.baseURL ...
    /// await server.stop()
    /// ```
    ///
    /// A request with `"stream": true` gets the events of a recording, any other the whole message.
    /// The recordings take turns, unless the header `x-replay-recording` or the member `model` of the
    /// body names one. The header `x-replay-fault` replaces the faults of the behaviour for one
    /// request.
    ///
    /// Whoever can reach it is served: there is no authentication, and it must not face a network.
    /// Runs until ``stop()``, also when nobody holds it any more.
    public final class ReplayServer: Sendable {
        /// Where it listens, as it was asked to.
        public let host: String
        /// The port at which it listens.
        public let port: Int

        let ledger: Observed<ReplayLedger>
        private let serving: Task<Void, Never>

        private init(
            host: String, port: Int, ledger: Observed<ReplayLedger>, serving: Task<Void, Never>
        ) {
            self.host = host
            self.port = port
            self.ledger = ledger
            self.serving = serving
        }

        /// What a client takes for the API's base URL, such as `http://127.0.0.1:49152`.
        public var baseURL: String {
            host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)"
        }

        /// Starts a server, and returns when it listens.
        ///
        /// - Parameters:
        ///   - recordings: What it replays, in turns.
        ///   - behaviour: How, unless ``respond(with:)`` or a request says otherwise.
        ///   - host: The address to listen at, or a name of it.
        ///   - port: 0 for any that is free.
        ///   - limits: What it takes and keeps.
        /// - Throws: ``ReplayServerError`` when it cannot listen, `CancellationError`.
        public static func start(
            recordings: [ReplayRecording] = [.demo], behaviour: ReplayBehaviour = ReplayBehaviour(),
            host: String = "127.0.0.1", port: Int = 0, limits: Limits = .default
        ) async throws -> ReplayServer {
            let ledger = Observed(
                ReplayLedger(
                    recordings: recordings, behaviour: behaviour,
                    maximumKeptRequests: limits.maximumKeptRequests))
            let start = Observed(Start.pending)
            let application = Application(
                responder: ReplayResponder(
                    ledger: ledger, maximumRequestBytes: limits.maximumRequestBytes),
                server: .http1(
                    configuration: .init(
                        additionalChannelHandlers: [ConnectionHandler(ledger: ledger)])),
                configuration: .init(
                    address: .hostname(host, port: port), serverName: nil, backlog: 4096),
                onServerRunning: { channel in
                    let port = channel.localAddress?.port
                    start.update { $0 = port.map(Start.listening) ?? .failed(ChannelError.eof) }
                },
                logger: Logger(label: "message-stream.replay") { _ in SwiftLogNoOpLogHandler() })
            let serving = Task {
                do {
                    try await application.run()
                } catch {
                    start.update { start in
                        if case .pending = start { start = .failed(error) }
                    }
                }
            }
            do {
                let port = try await start.wait { $0.result }.get()
                return ReplayServer(host: host, port: port, ledger: ledger, serving: serving)
            } catch {
                serving.cancel()
                throw error is CancellationError ? error : ReplayServerError(error)
            }
        }

        /// Ends the server: no connection is left when it returns. Stopping twice does no harm.
        public func stop() async {
            let connections = ledger.update { $0.stop() }
            for connection in connections { connection.abandon() }
            serving.cancel()
            await serving.value
        }
    }

    /// How far the start of a server has come.
    private enum Start: Sendable {
        case pending
        case listening(port: Int)
        case failed(any Error)

        /// The port or the failure; nil while there is neither.
        var result: Result<Int, any Error>? {
            switch self {
            case .pending: nil
            case .listening(let port): .success(port)
            case .failed(let error): .failure(error)
            }
        }
    }
#endif
