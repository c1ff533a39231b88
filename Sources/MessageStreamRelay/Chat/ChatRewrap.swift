#if Relay
    internal import MessageStream
    internal import NIOCore
    internal import ServerSentEvents

    /// Turns the bytes of a Messages event stream into those of the chat endpoint's.
    ///
    /// ```swift
    /// var rewrap = ChatRewrap(answer: ChatAnswerID(), start: .now)
    /// rewrap.rewrap(chunk, into: &out)  // for every chunk, cut anywhere
    /// rewrap.finish(into: &out)         // when the upstream's stream has ended or broken off
    /// ```
    ///
    /// Holds what a chunk's end cuts, within the limits of the decoder, and nothing else. A text costs
    /// a scan and a copy: no decoding, no allocation. After an ending, `[DONE]` or an error, nothing is
    /// written any more.
    struct ChatRewrap: ~Copyable {
        /// The longest line, and the longest event, of an upstream: 4 MiB unless said otherwise. A
        /// longer one ends the answer with an error.
        ///
        /// The longest of today, results of a search on the web, take some hundred KiB.
        static let maximumEventBytes = 4 << 20

        private var decoder: MessageStreamDecoder
        private var encoder: ChatEventEncoder

        /// A stream's start.
        ///
        /// - Parameters:
        ///   - events: What is written besides texts.
        ///   - start: When the request came, from which the time to the first token counts.
        ///   - secrets: What is taken out of the upstream's errors.
        init(
            answer: ChatAnswerID, events: ChatEvents = [], start: ContinuousClock.Instant,
            secrets: SecretSearch = SecretSearch([]),
            limits: ServerSentEventDecoder.Limits = .init(
                maximumLineBytes: maximumEventBytes, maximumEventBytes: maximumEventBytes)
        ) {
            decoder = MessageStreamDecoder(limits: limits)
            encoder = ChatEventEncoder(
                answer: answer, events: events, start: start, secrets: secrets)
        }

        /// What has been noted of the answer so far.
        var tally: StreamTally { encoder.tally }
        /// The number of the last event that was written; 0 before the first.
        var lastNumber: Int { encoder.lastNumber }
        /// Whether the last event has been written: `[DONE]` or an error.
        var isOver: Bool { encoder.isOver }

        /// Adds to `out` the events that `chunk` comes to.
        mutating func rewrap(
            _ chunk: borrowing ByteBuffer, into out: inout ByteBuffer,
            now: @autoclosure () -> ContinuousClock.Instant = .now
        ) {
            var input = chunk.readableBytesUInt8Span
            var isDone = false
            do throws(MessageStreamError) {
                while !encoder.isOver,
                    let view = try decoder.nextView(of: &input, untilDone: &isDone)
                {
                    encoder.encode(view, into: &out, now: now())
                }
            } catch {
                encoder.fail(error, into: &out)
            }
            // Many gateways end a stream by `[DONE]`, and some leave the socket open behind it.
            if isDone { encoder.finish(into: &out) }
        }

        /// Says that the upstream's stream has ended, or broken off.
        mutating func finish(into out: inout ByteBuffer) {
            encoder.finish(into: &out)
        }

        /// Ends the answer by an error of the relay's own, such as a time limit.
        mutating func fail(_ type: APIErrorType, _ message: String, into out: inout ByteBuffer) {
            encoder.fail(type, message, into: &out)
        }
    }
#endif
