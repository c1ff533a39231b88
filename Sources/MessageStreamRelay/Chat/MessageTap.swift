#if Relay
    internal import MessageStream
    internal import NIOCore
    internal import PartialJSON
    internal import ServerSentEvents

    /// Looks at the bytes of an answer that is passed through, and never fails it.
    ///
    /// Of an event stream it holds what a chunk's end cuts, of a message that is not streamed all of
    /// it, both within limits; past a limit, or at bytes that are no answer, it stops looking.
    struct MessageTap: ~Copyable {
        /// What the bytes are, told by their content type.
        enum Kind: Sendable {
            /// `text/event-stream`.
            case eventStream
            /// `application/json`: a message, or an error.
            case message
        }

        /// The longest message that is looked at which is not streamed: 4 MiB unless said otherwise.
        ///
        /// The longest answers of today, 128,000 tokens, take about half a MiB.
        static let maximumMessageBytes = 4 << 20

        /// What has been noted so far.
        private(set) var tally = StreamTally()
        private var looking: Looking
        private var decoder: MessageStreamDecoder
        private let maximumMessageBytes: Int

        private enum Looking {
            case atEvents
            case atMessage(ByteBuffer)
            case noMore
        }

        init(
            _ kind: Kind, limits: ServerSentEventDecoder.Limits = .default,
            maximumMessageBytes: Int = maximumMessageBytes
        ) {
            decoder = MessageStreamDecoder(limits: limits)
            self.maximumMessageBytes = maximumMessageBytes
            looking =
                switch kind {
                case .eventStream: .atEvents
                case .message: .atMessage(ByteBuffer())
                }
        }

        /// Looks at the next bytes.
        mutating func tap(
            _ bytes: borrowing ByteBuffer, now: @autoclosure () -> ContinuousClock.Instant = .now
        ) {
            switch looking {
            case .atEvents: tapEvents(bytes, now: now())
            case .atMessage(var message):
                looking = .noMore
                guard bytes.readableBytes <= maximumMessageBytes - message.readableBytes else {
                    return
                }
                message.write(bytes.readableBytesUInt8Span)
                looking = .atMessage(message)
            case .noMore: break
            }
        }

        /// Whether the next byte of a stream begins an event.
        var isBetweenEvents: Bool {
            mutating get {
                switch looking {
                case .atEvents: decoder.isBetweenEvents
                case .atMessage, .noMore: false
                }
            }
        }

        /// Whether a stream has said that it is over.
        var isOver: Bool { tally.ending != nil }

        private mutating func tapEvents(
            _ bytes: borrowing ByteBuffer, now: @autoclosure () -> ContinuousClock.Instant
        ) {
            var input = bytes.readableBytesUInt8Span
            while true {
                do throws(MessageStreamError) {
                    // Nothing is left to see in a delta once one has had content.
                    if tally.hasContent {
                        tally.noteDeltas { decoder.skipDeltas(in: &input, payloadBytes: &$0) }
                    }
                    guard let view = try decoder.nextView(from: &input) else { return }
                    tally.note(view, now: now())
                } catch {
                    tally.end(.streamError, errorType: .undecodable)
                    // Behind an event that is none the others are there, and so are their tokens.
                    guard error.code == .framing else { continue }
                    looking = .noMore
                    decoder.finish()
                    return
                }
            }
        }

        /// Says that no bytes will follow.
        mutating func finish() {
            switch looking {
            case .atEvents: tally.finish()
            case .atMessage(let message): tally.note(message: message.readableBytesUInt8Span)
            case .noMore: break
            }
            looking = .noMore
        }
    }

    extension StreamTally {
        /// Notes an answer that is not streamed: a message, or an error. Notes nothing of other bytes.
        ///
        /// Costs a pass over the bytes and a value of them.
        mutating func note(message bytes: Span<UInt8>) {
            guard let object = (try? JSONValue(parsing: bytes))?.object else { return }
            switch object["type"]?.string {
            case "message":
                contentBytes = bytes.count
                note(whole: Message(json: object))
            case "error": end(nil, errorType: StreamedError(json: object).type)
            default: break
            }
        }
    }
#endif
