#if Relay
    internal import NIOCore
    internal import NIOHTTP1

    /// Takes bodies in chunks past NIO's decoder of HTTP, which costs more than all else that the relay
    /// does to an event.
    ///
    /// Stands in front of the decoder. Heads go to it, and so does every body that is not in chunks; it
    /// is told of the end of those that are, so that it stays in step.
    final class ChunkedBodyHandler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias InboundOut = ByteBuffer

        private enum Course {
            case head(HeadEnd)
            case body(ChunkedBody)
            /// The decoder reads what is left of the body; nil if nobody knows how much.
            case decoded(remaining: Int?)
        }

        private let connection: UpstreamConnection
        private var course = Course.head(HeadEnd())

        init(for connection: UpstreamConnection) {
            self.connection = connection
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var bytes = unwrapInboundIn(data)
            // Were it kept, it would be taken for the next answer, or a part of it.
            if bytes.readableBytes > 0, !connection.expectsBytes { return connection.abandon() }
            while bytes.readableBytes > 0 {
                switch course {
                case .head(var end):
                    readHead(&bytes, &end, context)
                case .body(var body):
                    guard readBody(&bytes, &body, context) else { return }
                case .decoded where connection.awaitsHead:
                    course = .head(HeadEnd())
                case .decoded(let remaining):
                    let length = min(remaining ?? .max, bytes.readableBytes)
                    guard length > 0, let part = bytes.readSlice(length: length) else { return }
                    course = .decoded(remaining: remaining.map { $0 - length })
                    pass(part, before: bytes, context)
                }
            }
        }

        func channelReadComplete(context: ChannelHandlerContext) {
            if case .body = course {
                connection.readCompleted()
            } else {
                context.fireChannelReadComplete()
            }
        }

        private func readHead(
            _ bytes: inout ByteBuffer, _ end: inout HeadEnd, _ context: ChannelHandlerContext
        ) {
            let length = end.find(in: bytes.readableBytesUInt8Span)
            course = .head(end)
            guard end.isOfHTTP else { return refuse(&bytes, context) }
            guard let head = bytes.readSlice(length: length ?? bytes.readableBytes) else { return }
            pass(head, before: bytes, context)
            if connection.isBodyChunked {
                course = .body(ChunkedBody())
            } else if length != nil {
                // Behind an interim answer comes another head.
                course =
                    connection.awaitsHead
                    ? .head(HeadEnd()) : .decoded(remaining: connection.bodyLength)
            } else if !connection.awaitsHead {
                // Its lines end otherwise than the RFC says, and the decoder puts up with it.
                course = .decoded(remaining: nil)
            }
        }

        /// RTSP and ICE share HTTP's form, and NIO's decoder does not tell them apart.
        private func refuse(_ bytes: inout ByteBuffer, _ context: ChannelHandlerContext) {
            bytes.clear()
            context.fireErrorCaught(HTTPParserError.invalidVersion)
        }

        /// Hands bytes to the decoder.
        private func pass(
            _ bytes: ByteBuffer, before following: ByteBuffer, _ context: ChannelHandlerContext
        ) {
            connection.isFollowed = following.readableBytes > 0
            context.fireChannelRead(wrapInboundOut(bytes))
        }

        /// Returns whether the body is one.
        private func readBody(
            _ bytes: inout ByteBuffer, _ body: inout ChunkedBody, _ context: ChannelHandlerContext
        ) -> Bool {
            var content = connection.scratch.take()
            BodyBuffer.reserveHeadroom(of: &content)
            do throws(ChunkedBody.Malformation) {
                let count = try body.read(bytes.readableBytesUInt8Span, into: &content)
                bytes.moveReaderIndex(forwardBy: count)
            } catch {
                connection.scratch.giveBack(content)
                course = .decoded(remaining: nil)
                context.fireErrorCaught(error)
                return false
            }
            course = .body(body)
            if content.readableBytes > 0 { connection.received(&content) }
            connection.scratch.giveBack(content)
            guard body.isOver else { return true }
            course = .head(HeadEnd())
            pass(Self.lastChunk, before: bytes, context)
            return true
        }

        private static let lastChunk = ByteBuffer(staticString: "0\r\n\r\n")
    }

    /// Looks for the blank line behind a head.
    struct HeadEnd {
        private static let line: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        private static let name = Array("HTTP/".utf8)
        /// How many of its bytes were the last that were seen.
        private var matched = 0
        /// How much of the protocol's name has come; empty lines before it are passed over.
        private var named = 0
        /// Whether the head is HTTP's, as far as it has come.
        private(set) var isOfHTTP = true

        /// Returns how many of the bytes are the head's; nil if it goes on.
        mutating func find(in bytes: Span<UInt8>) -> Int? {
            for index in bytes.indices {
                let byte = bytes[index]
                if named < Self.name.count, named > 0 || byte != 0x0D && byte != 0x0A {
                    isOfHTTP = isOfHTTP && byte == Self.name[named]
                    named += 1
                }
                if byte == Self.line[matched] {
                    matched += 1
                    if matched == Self.line.count { return index + 1 }
                } else {
                    matched = byte == Self.line[0] ? 1 : 0
                }
            }
            return nil
        }
    }

    @available(*, unavailable)
    extension ChunkedBodyHandler: Sendable {}
#endif
