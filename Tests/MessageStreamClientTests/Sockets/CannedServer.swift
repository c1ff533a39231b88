#if Client && Relay
    import Foundation
    import NIOCore
    import NIOPosix

    /// A server that sends the same bytes whatever it is asked, and closes the connection.
    struct CannedServer: Sendable {
        private let channel: any Channel

        static func start(answer: [UInt8]) async throws -> CannedServer {
            let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(Answering(answer))
                    }
                }
                .bind(host: "127.0.0.1", port: 0).get()
            return CannedServer(channel: channel)
        }

        var baseURL: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }

        func stop() async throws {
            try await channel.close()
        }
    }

    private final class Answering: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private var answer: [UInt8]?

        init(_ answer: [UInt8]) {
            self.answer = answer
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard let answer = answer.take() else { return }
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: answer)), promise: nil)
            context.close(promise: nil)
        }
    }

    extension [UInt8] {
        /// An answer of 1,167 bytes which unpack to a text of a mebibyte that is not ended.
        static let compressionBomb: [UInt8] = {
            let start = """
                H4sIAAAAAAACA+3NsYoCMRQF0D5fIa+2sM6vLItEJyzi7ihOEBeZf98ZdQvBzvacJuTdl5t6rn3Li586DOWr\
                rodWTi11pZW8uEb7PdbI8RTG8v8e+Rq7bs6n2fbQt6kp8sfnOKZU77WP6XrzfdjuX5e/WJnqdn1XL5FXy+d8\
                /vLxrtXLvHg7chQ
                """
            let end = "gDfFOKb0BysdrCzMABAA"
            let zeros = String(repeating: "A", count: 1556 - start.utf8.count - end.utf8.count)
            let body = Data(base64Encoded: start + zeros + end) ?? Data()
            let head = """
                HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r
                Content-Length: \(body.count)\r\nConnection: close\r\n\r\n
                """
            return Array(head.utf8) + body
        }()
    }
#endif
