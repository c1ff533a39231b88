#if Relay
    import MessageStreamRelay
    import NIOCore
    import NIOPosix
    import Synchronization

    /// An upstream that sends bytes as they are, whatever HTTP says of them.
    final class RawUpstream: Sendable {
        /// What one request gets.
        struct Answer: Sendable {
            var bytes: [UInt8]
            /// Whether the connection ends behind the bytes.
            var closes = false
            /// Whether it comes when the head is there, and nothing more is read then.
            var isEarly = false

            init(_ text: String, closes: Bool = false, isEarly: Bool = false) {
                bytes = Array(text.utf8)
                self.closes = closes
                self.isEarly = isEarly
            }
        }

        private struct Seen {
            var heads: [String] = []
            var connections = 0
            var firstBytes: [UInt8] = []
        }

        private let seen = Mutex(Seen())
        private let answer: @Sendable (_ head: String, _ number: Int) -> Answer
        private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        private let listener = Mutex<(any Channel)?>(nil)

        /// - Parameter answer: Called with the head of each request and its number, counted from 1.
        init(_ answer: @escaping @Sendable (_ head: String, _ number: Int) -> Answer) async throws {
            self.answer = answer
            let channel = try await ServerBootstrap(group: group)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(Handler(self))
                    }
                }
                .bind(host: "127.0.0.1", port: 0).get()
            listener.withLock { $0 = channel }
        }

        /// The heads of the requests that came, whole or not.
        var heads: [String] { seen.withLock { $0.heads } }
        /// How many connections were made.
        var connectionCount: Int { seen.withLock { $0.connections } }

        /// What the first read of the first connection brought.
        var firstBytes: [UInt8] { seen.withLock { $0.firstBytes } }

        var port: Int { listener.withLock { $0?.localAddress?.port } ?? 0 }

        func stop() async {
            try? await group.shutdownGracefully()
        }

        private func note(_ head: String) -> Answer {
            let number = seen.withLock { seen in
                seen.heads.append(head)
                return seen.heads.count
            }
            return answer(head, number)
        }

        private final class Handler: ChannelDuplexHandler {
            typealias InboundIn = ByteBuffer
            typealias OutboundIn = ByteBuffer
            typealias OutboundOut = ByteBuffer

            private let upstream: RawUpstream
            private var bytes: [UInt8] = []
            private var head: (answer: Answer, end: Int)?
            private var isDeaf = false

            init(_ upstream: RawUpstream) {
                self.upstream = upstream
            }

            func channelActive(context: ChannelHandlerContext) {
                upstream.seen.withLock { $0.connections += 1 }
                context.fireChannelActive()
            }

            func read(context: ChannelHandlerContext) {
                if !isDeaf { context.read() }
            }

            func channelRead(context: ChannelHandlerContext, data: NIOAny) {
                let more = Array(unwrapInboundIn(data).readableBytesView)
                upstream.seen.withLock { seen in
                    if seen.firstBytes.isEmpty { seen.firstBytes = more }
                }
                bytes += more
                while readHead(), let (answer, end) = head, answer.isEarly || bytes.count >= end {
                    bytes.removeFirst(min(end, bytes.count))
                    head = nil
                    isDeaf = answer.isEarly
                    let buffer = ByteBuffer(bytes: answer.bytes)
                    let written = context.writeAndFlush(wrapOutboundOut(buffer))
                    if answer.closes {
                        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
                        written.whenComplete { _ in bound.value.close(promise: nil) }
                    }
                }
            }

            /// Returns whether there is a head.
            private func readHead() -> Bool {
                if head != nil { return true }
                guard let range = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return false }
                let text = String(decoding: bytes[..<range.lowerBound], as: UTF8.self)
                let length = text.split(separator: "\r\n").compactMap { line in
                    line.lowercased().hasPrefix("content-length: ") ? Int(line.dropFirst(16)) : nil
                }
                head = (upstream.note(text), range.upperBound + (length.first ?? 0))
                return true
            }
        }
    }

    /// Runs a relay before upstreams that send bytes as they are, and stops them all.
    func withRelay(
        beforeRaw upstreams: [RawUpstream],
        _ configure: (inout RelayConfiguration) -> Void = { _ in },
        _ body: (RelayServer) async throws -> Void
    ) async throws {
        try await withRelay(
            before: [],
            { configuration in
                configuration.upstreams = upstreams.enumerated().map { index, upstream in
                    .init(
                        name: "raw\(index)", scheme: .http, host: "127.0.0.1", port: upstream.port,
                        weight: index == 0 ? 1 : 0)
                }
                configure(&configuration)
            }
        ) { relay, _ in
            do {
                try await body(relay)
            } catch {
                for upstream in upstreams { await upstream.stop() }
                throw error
            }
            for upstream in upstreams { await upstream.stop() }
        }
    }

    extension RawUpstream.Answer {
        /// An answer of two bytes.
        static let short = RawUpstream.Answer(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}")

        /// A stream in one chunk.
        static func stream(_ events: String) -> RawUpstream.Answer {
            RawUpstream.Answer(
                "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
                    + "transfer-encoding: chunked\r\n\r\n"
                    + "\(String(events.utf8.count, radix: 16))\r\n\(events)\r\n0\r\n\r\n")
        }
    }
#endif
