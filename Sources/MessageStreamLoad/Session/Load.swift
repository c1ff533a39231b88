#if Relay
    internal import NIOCore
    internal import NIOHTTP1
    internal import NIOPosix

    /// A load: many streams at a time, and the upstream that they come from if the plan says so.
    ///
    /// ```swift
    /// let load = try await Load(plan)
    /// let report = try await load.run()
    /// ```
    ///
    /// Both ends run on one event loop, so that one clock times every event on its way and nothing
    /// is locked; for more than a core can do, run several. Call ``run(progress:)`` once.
    package final class Load: Sendable {
        /// Why a load did not take place.
        package enum Failure: Error, CustomStringConvertible {
            /// The upstream cannot listen, for the reason told.
            case cannotListen(LoadAddress, String)
            /// The process may not open enough files.
            case tooFewFiles(permitted: Int, needed: Int)
            /// The processes cannot be measured.
            case processes(ProcessUsage.Failure)

            package var description: String {
                switch self {
                case .cannotListen(let address, let reason): "\(address): \(reason)"
                case .tooFewFiles(let permitted, let needed):
                    "\(needed) open files are needed, and \(permitted) permitted (ulimit -n)"
                case .processes(let failure): "\(failure)"
                }
            }
        }

        /// Files that are open besides connections.
        private static let otherFiles = 32

        private let plan: LoadPlan
        private let group: MultiThreadedEventLoopGroup
        private let session: NIOLoopBound<LoadSession>
        private let listener: (any Channel)?

        /// Where the upstream listens; nil if the plan has none.
        package var upstreamAddress: LoadAddress? {
            listener.flatMap(\.localAddress).flatMap { address in
                address.port.map { LoadAddress(host: address.ipAddress ?? "", port: $0) }
            }
        }

        /// Starts the upstream, so that there is something to put a proxy before.
        package init(_ plan: LoadPlan) async throws(Failure) {
            let permitted = raiseFileLimit()
            let needed = plan.streams * (plan.upstream == nil ? 1 : 2) + Self.otherFiles
            guard needed <= permitted else {
                throw .tooFewFiles(permitted: permitted, needed: needed)
            }
            self.plan = plan
            group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
            let loop = group.next()
            do {
                session = try await loop.submit {
                    NIOLoopBound(LoadSession(plan, on: loop), eventLoop: loop)
                }.get()
                listener = try await Self.listen(plan.upstream, for: session, on: group)
            } catch {
                try? await group.shutdownGracefully()
                throw .cannotListen(plan.upstream ?? plan.target.address, "\(error)")
            }
        }

        /// Runs the load to its end, and ends the upstream.
        ///
        /// - Parameter progress: Called four times a second, on the load's own thread.
        package func run(
            progress: @escaping @Sendable (LoadProgress) -> Void = { _ in }
        ) async throws(Failure) -> LoadReport {
            do {
                let report = try await session.eventLoop.flatSubmit { [session] in
                    session.value.start(progress: progress)
                }.get()
                try? await group.shutdownGracefully()
                return report
            } catch {
                try? await group.shutdownGracefully()
                throw .processes(error as? ProcessUsage.Failure ?? .unsupported)
            }
        }

        private static func listen(
            _ address: LoadAddress?, for session: NIOLoopBound<LoadSession>,
            on group: any EventLoopGroup
        ) async throws -> (any Channel)? {
            guard let address else { return nil }
            return try await ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 4096)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder()))
                        try pipeline.addHandler(UpstreamHandler(session.value))
                    }
                }
                .bind(host: address.host, port: address.port).get()
        }
    }
#endif
