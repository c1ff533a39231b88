#if Client
    import NIOCore
    import NIOEmbedded
    import ServerSentEvents
    import ServerSentEventsNIO
    import TestSupport
    import Testing

    /// What a decoder makes of `bytes` that come at once.
    private func decoded(_ bytes: [UInt8]) throws -> [ServerSentEvent] {
        var decoder = ServerSentEventDecoder()
        var events: [ServerSentEvent] = []
        var rest = bytes.span
        while let event = try decoder.next(from: &rest) { events.append(event) }
        return events
    }

    private func corpusInputs() throws -> [[UInt8]] {
        try ["server-sent-events", "messages", "messages-endings"].flatMap { name in
            try Corpus.cases(name).map(\.input)
        }
    }

    @Suite struct ServerSentEventDecodingHandlerTests {
        @Test func `A pipeline gets the decoder's events however the bytes are cut`() throws {
            let inputs = try corpusInputs()
            #expect(inputs.count > 50)
            for bytes in inputs {
                let expected = try decoded(bytes)
                for chunking in [Chunking.whole, .everyByte, .fixed(7), .fixed(64)] {
                    let channel = EmbeddedChannel(handler: ServerSentEventDecodingHandler())
                    var events: [ServerSentEvent] = []
                    for chunk in chunking.chunks(of: bytes) {
                        try channel.writeInbound(ByteBuffer(bytes: chunk))
                        while let event = try channel.readInbound(as: ServerSentEvent.self) {
                            events.append(event)
                        }
                    }
                    #expect(events == expected, "\(chunking)")
                    _ = try channel.finish()
                }
            }
        }

        @Test func `An event is passed on with its last byte`() throws {
            let channel = EmbeddedChannel(handler: ServerSentEventDecodingHandler())
            try channel.writeInbound(ByteBuffer(string: "data: a\n"))
            #expect(try channel.readInbound(as: ServerSentEvent.self) == nil)
            try channel.writeInbound(ByteBuffer(string: "\n"))
            #expect(try channel.readInbound(as: ServerSentEvent.self)?.data == "a")
        }

        @Test func `Past a limit one error is passed on, and nothing after it`() throws {
            let channel = EmbeddedChannel(
                handler: ServerSentEventDecodingHandler(limits: .init(maximumLineBytes: 16)))
            try channel.writeInbound(ByteBuffer(string: "data: first\n\n"))
            let error = #expect(throws: ServerSentEventError.self) {
                try channel.writeInbound(ByteBuffer(string: "data: an endless line goes on"))
            }
            #expect(error?.code == .lineTooLong)
            try channel.writeInbound(ByteBuffer(string: "\n\ndata: later\n\n"))
            #expect(try channel.readInbound(as: ServerSentEvent.self)?.data == "first")
            #expect(try channel.readInbound(as: ServerSentEvent.self) == nil)
        }

        @Test func `An event without its blank line is dropped when the channel ends`() throws {
            let channel = EmbeddedChannel(handler: ServerSentEventDecodingHandler())
            try channel.writeInbound(ByteBuffer(string: "data: a\n\ndata: b\n"))
            _ = try channel.finish()
            #expect(try channel.readInbound(as: ServerSentEvent.self)?.data == "a")
            #expect(try channel.readInbound(as: ServerSentEvent.self) == nil)
        }

        @Test func `What is down the pipeline may close the channel at an event`() throws {
            let channel = EmbeddedChannel(handlers: [ServerSentEventDecodingHandler(), Closer()])
            try channel.writeInbound(ByteBuffer(string: "data: a\n\ndata: b\n\n"))
            #expect(!channel.isActive)
        }
    }

    /// Closes the channel at the first event.
    private final class Closer: ChannelInboundHandler {
        typealias InboundIn = ServerSentEvent

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            context.close(promise: nil)
        }
    }

    @Suite struct ByteBufferViewSequenceTests {
        @Test func `Buffers are decoded without becoming arrays`() async throws {
            let bytes = Array("data: 你\n\ndata: b\n\n".utf8)
            for chunking in Chunking.all(for: bytes) {
                let buffers = chunking.chunks(of: bytes).map { ByteBuffer(bytes: $0) }
                let body = AsyncStream(ByteBuffer.self) { continuation in
                    for buffer in buffers { continuation.yield(buffer) }
                    continuation.finish()
                }
                var data: [String] = []
                for try await event in body.readableBytesViews.serverSentEvents() {
                    data.append(event.data)
                }
                #expect(data == ["你", "b"])
            }
        }
    }
#endif
