#if Relay && os(Linux)
    import Foundation
    import MessageStreamRelay
    import NIOCore
    import NIOPosix
    import Synchronization
    import TestSupport
    import Testing

    /// A passed stream with a line that does not end.
    @Suite(.timeLimit(.minutes(10)))
    struct EndlessLineTests {
        private static let piece = 256 << 10
        private static let pieces = 256
        private static let end = """


            data: {"type":"message_start","message":{"id":"m","content":[],"model":"behind"}}

            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},\
            "usage":{"output_tokens":5}}

            data: {"type":"message_stop"}


            """

        @Test func `is passed on whole, and is not held`() async throws {
            let upstream = try await Endless.start()
            let before = try Self.residentBytes()
            try await withRelay(
                before: [],
                { configuration in
                    configuration.upstreams = [
                        .init(
                            name: "endless", scheme: .http, host: "127.0.0.1",
                            port: upstream.localAddress?.port ?? 0)
                    ]
                }
            ) { relay, _ in
                let counts = try await withThrowingTaskGroup(of: (Int, Int, String).self) { group in
                    for _ in 0..<4 { group.addTask { try await Self.read(from: relay.port) } }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                for (count, resident, last) in counts {
                    #expect(count == 7 + Self.piece * Self.pieces + Self.end.utf8.count)
                    #expect(last.hasSuffix(Self.end.suffix(20)))
                    // Held, four lines of 64 MiB would be 256 MiB.
                    #expect(resident - before < 64 << 20)
                }
                // What comes behind the line is read again.
                let metrics = try await answer(of: relay, "GET /metrics", body: nil).response.text
                #expect(metrics.contains(#"gen_ai_response_model="behind""#))
                #expect(
                    metrics.contains(
                        #"message_stream_relay_endings_total{route="messages",ending="complete"} 4"#
                    ))
            }
            try await upstream.close()
        }

        /// How many bytes the body has, how much memory there was at the most, and the body's end.
        private static func read(from port: Int) async throws -> (Int, Int, String) {
            let connection = try RawConnection(port: port)
            // The body of HTTP/1.0 goes as it is.
            try connection.send(
                "POST /v1/messages HTTP/1.0\r\nhost: relay\r\ncontent-length: 2\r\n\r\n{}")
            let (head, _) = try await connection.bytes { $0.contains(UInt8(ascii: "x")) }
            let body = try #require(head.firstRange(of: Array("\r\n\r\n".utf8))).upperBound
            var count = head.count - body
            var most = 0
            var last = ""
            var reads = 0
            while case .bytes(let bytes) = try await connection.read(atMost: 256 << 10) {
                count += bytes.count
                last = String(decoding: bytes.suffix(20), as: UTF8.self)
                reads += 1
                if reads % 16 == 0 { most = max(most, try residentBytes()) }
            }
            return (count, max(most, try residentBytes()), last)
        }

        private static func residentBytes() throws -> Int {
            let status = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
            let pages = try #require(status.split(separator: " ").dropFirst().first)
            return try #require(Int(pages)) * 4096
        }

        /// An upstream that sends a piece when the one before it is sent.
        private enum Endless {
            static func start() async throws -> any Channel {
                try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                    .childChannelInitializer { channel in
                        channel.eventLoop.makeCompletedFuture {
                            try channel.pipeline.syncOperations.addHandler(Handler())
                        }
                    }
                    .bind(host: "127.0.0.1", port: 0).get()
            }

            private final class Handler: ChannelInboundHandler {
                typealias InboundIn = ByteBuffer
                typealias OutboundOut = ByteBuffer
                private var left = pieces
                private static let bytes = ByteBuffer(repeating: UInt8(ascii: "x"), count: piece)

                func channelRead(context: ChannelHandlerContext, data: NIOAny) {
                    guard left == pieces else { return }
                    let head =
                        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
                        + "connection: close\r\n\r\ndata: x"
                    context.write(wrapOutboundOut(ByteBuffer(string: head)), promise: nil)
                    sendNext(context)
                }

                private func sendNext(_ context: ChannelHandlerContext) {
                    let isLast = left == 0
                    left -= 1
                    let next = isLast ? ByteBuffer(string: end) : Self.bytes
                    let sent = context.writeAndFlush(wrapOutboundOut(next))
                    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
                    sent.whenSuccess {
                        let (handler, context) = bound.value
                        if isLast {
                            context.close(promise: nil)
                        } else {
                            handler.sendNext(context)
                        }
                    }
                }
            }
        }
    }
#endif
