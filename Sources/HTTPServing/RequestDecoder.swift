#if Relay
    package import NIOCore
    package import NIOHTTP1

    /// Reads requests as NIO's decoder does, refuses those of RTSP and ICE, and goes on behind those
    /// that ask for another protocol.
    ///
    /// NIO's decoder stops there, for whoever takes the upgrade to put another handler in its place.
    /// Nobody here takes one, and RFC 9110, section 7.8, lets a server ignore the field. Java's
    /// `HttpClient` and `curl --http2` ask by default: their next request would never be answered.
    package final class RequestDecoder: ByteToMessageDecoder {
        package typealias InboundOut = HTTPServerRequestPart

        private let limits: NIOHTTPDecoderLimitConfiguration
        private var decoder: HTTPRequestDecoder
        private var framing = RequestFraming()
        /// How many of the first bytes left NIO's decoder has read, and needs once more.
        private var read = 0
        /// Whether NIO's decoder may read nothing from here on.
        private var mayHaveStopped = false
        /// Since when a head is coming that is not whole; nil if none is.
        package private(set) var headBegan: NIODeadline?

        package init(limits: NIOHTTPDecoderLimitConfiguration = .init()) {
            self.limits = limits
            decoder = HTTPRequestDecoder(limitConfiguration: limits)
        }

        /// The handlers that read requests, in their order.
        package var handlers: [any RemovableChannelHandler] {
            [ByteToMessageHandler(self), PartWatch(of: self)]
        }

        package func decoderAdded(context: ChannelHandlerContext) {
            decoder.decoderAdded(context: context)
        }

        package func decoderRemoved(context: ChannelHandlerContext) {
            decoder.decoderRemoved(context: context)
        }

        package func decode(
            context: ChannelHandlerContext, buffer: inout ByteBuffer
        ) throws -> DecodingState {
            while buffer.readableBytes > read {
                if framing.isInHead, headBegan == nil { headBegan = .now() }
                let count = try framing.take(from: buffer.readableBytesView.dropFirst(read))
                guard var piece = buffer.getSlice(at: buffer.readerIndex, length: read + count)
                else { preconditionFailure("fewer bytes than there are") }
                _ = try decoder.decode(context: context, buffer: &piece)
                buffer.moveReaderIndex(forwardBy: read + count - piece.readableBytes)
                read = piece.readableBytes
                if mayHaveStopped { beginAnew(context) }
            }
            return .needMoreData
        }

        package func decodeLast(
            context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool
        ) throws -> DecodingState {
            _ = try decode(context: context, buffer: &buffer)
            return try decoder.decodeLast(context: context, buffer: &buffer, seenEOF: seenEOF)
        }

        /// Nothing of the next request has been read: there is nothing to lose.
        private func beginAnew(_ context: ChannelHandlerContext) {
            mayHaveStopped = false
            decoder.decoderRemoved(context: context)
            decoder = HTTPRequestDecoder(limitConfiguration: limits)
            decoder.decoderAdded(context: context)
        }

        /// Tells the decoder what NIO's has read.
        fileprivate final class PartWatch: ChannelInboundHandler, RemovableChannelHandler {
            typealias InboundIn = HTTPServerRequestPart
            typealias InboundOut = HTTPServerRequestPart

            private let decoder: RequestDecoder
            private var asksForUpgrade = false

            init(of decoder: RequestDecoder) {
                self.decoder = decoder
            }

            func channelRead(context: ChannelHandlerContext, data: NIOAny) {
                switch unwrapInboundIn(data) {
                case .head(var head):
                    decoder.headBegan = nil
                    decoder.framing.headEnded(head)
                    asksForUpgrade = head.headers.contains(name: "upgrade")
                    if head.method == .CONNECT {
                        // What follows is another protocol, without a mark where it ends.
                        let names = ["close"] + head.headers["connection"]
                        head.headers.replaceOrAdd(
                            name: "connection", value: names.joined(separator: ", "))
                        return context.fireChannelRead(wrapInboundOut(.head(head)))
                    }
                case .body:
                    break
                case .end:
                    decoder.framing.requestEnded()
                    decoder.mayHaveStopped = asksForUpgrade
                }
                context.fireChannelRead(data)
            }
        }
    }

    @available(*, unavailable)
    extension RequestDecoder: Sendable {}

    @available(*, unavailable)
    extension RequestDecoder.PartWatch: Sendable {}
#endif
