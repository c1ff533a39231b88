#if Client && Relay
    import Foundation
    import NIOCore
    import NIOPosix
    import Synchronization

    /// A server that sends bytes whatever it is asked, and closes the connection.
    final class CannedServer: Sendable {
        private let channel: any Channel
        private let asked: Asked

        /// What was asked, and what is left to answer.
        fileprivate final class Asked: Sendable {
            let state: Mutex<(requests: [String], answers: [[UInt8]])>

            init(_ answers: [[UInt8]]) {
                state = Mutex(([], answers))
            }

            /// Takes a request that is whole; the last answer is given again and again.
            func answer(to request: String) -> [UInt8] {
                state.withLock { state in
                    state.requests.append(request)
                    return state.answers.count > 1
                        ? state.answers.removeFirst() : state.answers.first ?? []
                }
            }
        }

        private init(channel: any Channel, asked: Asked) {
            self.channel = channel
            self.asked = asked
        }

        /// Starts one that gives these answers in turn.
        static func start(answers: [[UInt8]]) async throws -> CannedServer {
            let asked = Asked(answers)
            let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(Answering(asked))
                    }
                }
                .bind(host: "127.0.0.1", port: 0).get()
            return CannedServer(channel: channel, asked: asked)
        }

        /// What was asked, with heads and bodies.
        var requests: [String] { asked.state.withLock { $0.requests } }

        var baseURL: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }

        func stop() async throws {
            try await channel.close()
        }
    }

    private final class Answering: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let asked: CannedServer.Asked
        private var request = ""

        init(_ asked: CannedServer.Asked) {
            self.asked = asked
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            request += String(buffer: unwrapInboundIn(data))
            guard let end = request.range(of: "\r\n\r\n")?.upperBound else { return }
            let head = request[..<end].lowercased()
            let length = head.firstMatch(of: /content-length: ([0-9]+)/).flatMap { Int($0.1) } ?? 0
            guard request[end...].utf8.count >= length else { return }
            let answer = asked.answer(to: request)
            let sent = context.eventLoop.makePromise(of: Void.self)
            sent.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: answer)), promise: sent)
        }
    }

    extension [UInt8] {
        /// A whole answer of HTTP.
        static func answer(
            _ body: String, status: Int = 200, type: String = "application/json",
            headers: String = ""
        ) -> [UInt8] {
            Array(
                ("HTTP/1.1 \(status) X\r\ncontent-type: \(type)\r\nconnection: close\r\n\(headers)"
                    + "content-length: \(body.utf8.count)\r\n\r\n\(body)").utf8)
        }
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
