#if Client
    public import NIOCore
    public import ServerSentEvents

    /// Decodes the bytes of an event stream in a channel pipeline.
    ///
    /// ```swift
    /// try channel.pipeline.syncOperations.addHandler(ServerSentEventDecodingHandler())
    /// ```
    ///
    /// An event is passed on as soon as its last byte is read; nothing is collected but what a read's
    /// end cuts, within the limits of the decoder. Past a limit the handler passes on a
    /// ``ServerSentEventError``, once, and drops what follows: close the channel then. When the channel
    /// becomes inactive an event without its blank line is dropped, as WHATWG has it.
    ///
    /// Use one for each stream. It reads bytes: where HTTP is in the pipeline, take the parts of the
    /// body out of it before.
    public final class ServerSentEventDecodingHandler: ChannelInboundHandler,
        RemovableChannelHandler
    {
        /// Bytes, cut anywhere.
        public typealias InboundIn = ByteBuffer
        /// The events.
        public typealias InboundOut = ServerSentEvent

        private var decoder: ServerSentEventDecoder
        private var hasFailed = false

        /// A handler at the start of a stream.
        public init(limits: ServerSentEventDecoder.Limits = .default) {
            decoder = ServerSentEventDecoder(limits: limits)
        }

        /// Passes on the events that these bytes complete.
        public func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard !hasFailed else { return }
            var chunk = Chunk(unwrapInboundIn(data).readableBytesView)
            do throws(ServerSentEventError) {
                while let event = try next(of: &chunk) {
                    context.fireChannelRead(wrapInboundOut(event))
                }
            } catch {
                hasFailed = true
                decoder.finish()
                context.fireErrorCaught(error)
            }
        }

        /// Ends the stream.
        public func channelInactive(context: ChannelHandlerContext) {
            decoder.finish()
            context.fireChannelInactive()
        }

        /// One at a time: what is down the pipeline may close the channel at an event, which comes
        /// back to this handler while it is reading.
        private func next(
            of chunk: inout Chunk<ByteBufferView>
        ) throws(ServerSentEventError) -> ServerSentEvent? {
            try chunk.take { (rest) throws(ServerSentEventError) in try decoder.next(from: &rest) }
        }
    }

    @available(*, unavailable)
    extension ServerSentEventDecodingHandler: Sendable {}
#endif
