#if Client
    import NIOCore
    import NIOPosix

    /// A server whose answers the test writes, byte by byte if it likes.
    final class ScriptedServer: Sendable {
        /// A request that has come, and the way back.
        struct Exchange: Sendable {
            /// The request's head and body.
            var request: String
            fileprivate var channel: any Channel

            /// The value of a header field, nil when it was not sent.
            func header(_ name: String) -> String? {
                let line = request.split(separator: "\r\n").first {
                    $0.lowercased().hasPrefix("\(name.lowercased()): ")
                }
                return line.map { String($0.dropFirst(name.utf8.count + 2)) }
            }

            /// Sends these bytes.
            func send(_ text: String) async throws {
                try await channel.writeAndFlush(ByteBuffer(string: text))
            }

            /// Begins an answer that lasts until the connection ends.
            func begin(
                status: String = "200 OK", type: String? = "text/event-stream",
                _ fields: String = ""
            ) async throws {
                let type = type.map { "Content-Type: \($0)\r\n" } ?? ""
                try await send("HTTP/1.1 \(status)\r\n\(type)\(fields)Connection: close\r\n\r\n")
            }

            /// Closes the connection.
            func end() async throws {
                try await channel.close()
            }

            /// Waits until the client has closed the connection.
            func waitForClientClose() async throws {
                try await channel.closeFuture.get()
            }
        }

        private let channel: any Channel
        /// The requests, in the order of their coming.
        let exchanges: AsyncStream<Exchange>

        init() async throws {
            let (stream, continuation) = AsyncStream<Exchange>.makeStream()
            exchanges = stream
            channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(Listening(continuation))
                    }
                }
                .bind(host: "127.0.0.1", port: 0).get()
        }

        var url: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/events" }

        func stop() async throws {
            try await channel.close()
        }
    }

    /// Reads a request to its end, then hands it over.
    private final class Listening: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let exchanges: AsyncStream<ScriptedServer.Exchange>.Continuation
        private var request = ""

        init(_ exchanges: AsyncStream<ScriptedServer.Exchange>.Continuation) {
            self.exchanges = exchanges
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            request += String(buffer: unwrapInboundIn(data))
            let exchange = ScriptedServer.Exchange(request: request, channel: context.channel)
            let parts = request.split(separator: "\r\n\r\n", maxSplits: 1)
            guard request.contains("\r\n\r\n") else { return }
            let length = exchange.header("Content-Length").flatMap { Int($0) } ?? 0
            let body = parts.count > 1 ? parts[1].utf8.count : 0
            if body == length { exchanges.yield(exchange) }
        }
    }
#endif
