#if Relay
    import NIOCore
    import PartialJSON
    import ServerSentEvents
    import TestSupport

    @testable import MessageStreamRelay

    /// What a reader of the chat endpoint has of an upstream's stream.
    struct Rewrapped {
        /// The joined contents.
        var text = ""
        /// The data of the named events, each behind its name.
        var extras: [String] = []
        /// Whether `[DONE]` came.
        var isDone = false
        /// The message of the error that came.
        var error: String?
        /// How many events came behind an ending.
        var excess = 0
        /// What the relay noted.
        var tally: StreamTally

        init(
            _ stream: [UInt8], _ chunking: Chunking = .whole, events: ChatEvents = []
        ) throws {
            var rewrap = ChatRewrap(answer: ChatAnswerID(), events: events, start: .now)
            var out = ByteBuffer()
            for chunk in chunking.chunks(of: stream) {
                rewrap.rewrap(ByteBuffer(bytes: chunk), into: &out)
            }
            rewrap.finish(into: &out)
            tally = rewrap.tally
            var decoder = ServerSentEventDecoder()
            let bytes = Array(out.readableBytesView)
            var input = bytes.span
            while let event = try decoder.next(from: &input) { try take(event) }
        }

        private mutating func take(_ event: ServerSentEvent) throws {
            if isDone || error != nil { excess += 1 }
            if let name = event.event {
                extras.append("\(name) \(event.data)")
            } else if event.data == "[DONE]" {
                isDone = true
            } else {
                let data = try JSONValue(parsing: event.data)
                text += data["content"]?.string ?? ""
                error = data["error"]?["message"]?.string
            }
        }
    }
#endif
