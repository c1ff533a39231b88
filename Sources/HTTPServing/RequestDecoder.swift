#if Relay
    package import NIOCore
    package import NIOHTTP1

    /// Reads requests as NIO's decoder does, and goes on behind those that ask for another protocol.
    ///
    /// NIO's decoder stops there, for whoever takes the upgrade to put another handler in its place.
    /// Nobody here takes one, and RFC 9110, section 7.8, lets a server ignore the field. Java's
    /// `HttpClient` and `curl --http2` ask by default: their next request would never be answered.
    package final class RequestDecoder: ByteToMessageDecoder {
        package typealias InboundOut = HTTPServerRequestPart

        private let limits: NIOHTTPDecoderLimitConfiguration
        private var decoder: HTTPRequestDecoder
        /// Whether the decoder has read a request behind which it reads nothing.
        private var hasStopped = false
        /// Since when a head is coming that is not whole; nil if none is.
        package private(set) var headBegan: NIODeadline?
        private var isBetweenRequests = true

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
            repeat {
                if isBetweenRequests, headBegan == nil { headBegan = .now() }
                _ = try decoder.decode(context: context, buffer: &buffer)
            } while goOn(context) && buffer.readableBytes > 0
            return .needMoreData
        }

        package func decodeLast(
            context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool
        ) throws -> DecodingState {
            _ = try decode(context: context, buffer: &buffer)
            return try decoder.decodeLast(context: context, buffer: &buffer, seenEOF: seenEOF)
        }

        /// Begins anew if the decoder has stopped; returns whether it had.
        private func goOn(_ context: ChannelHandlerContext) -> Bool {
            guard hasStopped else { return false }
            hasStopped = false
            decoder.decoderRemoved(context: context)
            decoder = HTTPRequestDecoder(limitConfiguration: limits)
            decoder.decoderAdded(context: context)
            return true
        }

        /// Tells the decoder what it has read, and behind which request its own decoder stops.
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
                    decoder.isBetweenRequests = false
                    asksForUpgrade = head.asksForUpgrade
                    if !asksForUpgrade, head.mayEndHTTP {
                        // Where HTTP goes on is not certain: it ends with the answer.
                        let names = ["close"] + head.headers["connection"]
                        head.headers.replaceOrAdd(
                            name: "connection", value: names.joined(separator: ", "))
                        return context.fireChannelRead(wrapInboundOut(.head(head)))
                    }
                case .body:
                    break
                case .end:
                    decoder.isBetweenRequests = true
                    if asksForUpgrade { decoder.hasStopped = true }
                }
                context.fireChannelRead(data)
            }
        }
    }

    extension HTTPRequestHead {
        /// Whether NIO's decoder is sure to stop behind this request: a connection that names
        /// `upgrade`, and the field of that name. Written in a way that two readers could read
        /// differently it is none, since to begin anew where the decoder has gone on would cut the
        /// next request.
        fileprivate var asksForUpgrade: Bool {
            let protocols = headers["upgrade"]
            guard method != .CONNECT, !protocols.isEmpty, !protocols.contains("") else {
                return false
            }
            let values = headers["connection"]
            guard values.allSatisfy({ $0.utf8.allSatisfy(\.isPlainInConnection) }) else {
                return false
            }
            return values.contains { value in
                value.lowercased().split(separator: ",").contains { name in
                    name.split(separator: " ") == ["upgrade"]
                }
            }
        }

        /// Whether it is possible that NIO's decoder reads nothing behind this request.
        fileprivate var mayEndHTTP: Bool {
            method == .CONNECT
                || (headers.contains(name: "upgrade")
                    && headers["connection"].contains { $0.lowercased().contains("upgrade") })
        }
    }

    extension UInt8 {
        fileprivate var isPlainInConnection: Bool {
            switch self {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: ","),
                UInt8(ascii: " "):
                true
            default: false
            }
        }
    }

    @available(*, unavailable)
    extension RequestDecoder: Sendable {}

    @available(*, unavailable)
    extension RequestDecoder.PartWatch: Sendable {}
#endif
