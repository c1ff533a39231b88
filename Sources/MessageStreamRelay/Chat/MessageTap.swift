#if Relay
    internal import MessageStream
    internal import NIOCore
    internal import PartialJSON
    internal import ServerSentEvents

    /// Looks at the bytes of an answer that is passed through, and never fails it.
    ///
    /// Of an event stream it holds what a chunk's end cuts, of a message that is not streamed all of
    /// it, both within limits. An event past its limit is passed over, and a longer message not looked
    /// at: their bytes are counted, from which the tally estimates what they do not say.
    struct MessageTap: ~Copyable {
        /// What the bytes are, told by their content type.
        enum Kind: Sendable {
            /// `text/event-stream`.
            case eventStream
            /// `application/json`: a message, or an error.
            case message
            /// Anything else, of which the bytes are counted.
            case other
        }

        /// The longest line, and the longest event, of a stream that is looked at, and so what is held
        /// of one: 64 KiB.
        static let maximumEventBytes = 64 << 10

        /// The longest message that is looked at which is not streamed: 4 MiB unless said otherwise.
        ///
        /// The longest answers of today, 128,000 tokens, take about half a MiB.
        static let maximumMessageBytes = 4 << 20

        /// Whether the answer can say something.
        let isReadable: Bool
        /// What has been noted so far.
        private(set) var tally = StreamTally()
        private var looking: Looking
        private var decoder: MessageStreamDecoder
        /// Whether the bytes that come next begin a line.
        private var isAtLineStart = true

        private enum Looking {
            case atEvents
            /// In an event that is too long.
            case behindEvent(EventEnd)
            case atMessage(ByteBuffer)
            /// Behind the longest message, or the end: bytes are counted.
            case noMore
        }

        init(_ kind: Kind) {
            decoder = Self.decoder()
            looking =
                switch kind {
                case .eventStream: .atEvents
                case .message: .atMessage(ByteBuffer())
                case .other: .noMore
                }
            isReadable = kind != .other
        }

        private static func decoder() -> MessageStreamDecoder {
            MessageStreamDecoder(
                limits: .init(
                    maximumLineBytes: maximumEventBytes, maximumEventBytes: maximumEventBytes))
        }

        /// Looks at the next bytes.
        mutating func tap(
            _ bytes: borrowing ByteBuffer, now: @autoclosure () -> ContinuousClock.Instant = .now
        ) {
            switch looking {
            case .atEvents, .behindEvent:
                tapEvents(bytes.readableBytesUInt8Span, now: now())
            case .atMessage(var message):
                looking = .noMore
                tally.noteUnread(bytes.readableBytes)
                guard bytes.readableBytes <= Self.maximumMessageBytes - message.readableBytes else {
                    return
                }
                message.write(bytes.readableBytesUInt8Span)
                looking = .atMessage(message)
            case .noMore: tally.noteUnread(bytes.readableBytes)
            }
        }

        /// Whether the next byte of a stream begins an event.
        var isBetweenEvents: Bool {
            mutating get {
                switch looking {
                case .atEvents: decoder.isBetweenEvents
                case .behindEvent, .atMessage, .noMore: false
                }
            }
        }

        /// Whether a stream has said that it is over.
        var isOver: Bool { tally.hasEnded }

        private mutating func tapEvents(
            _ bytes: Span<UInt8>, now: @autoclosure () -> ContinuousClock.Instant
        ) {
            guard let last = bytes.indices.last else { return }
            var input = bytes
            if case .behindEvent(let end) = looking, !skip(to: end, &input) { return }
            while !look(at: &input, now: now()) {
                let end: EventEnd =
                    input.count < bytes.count
                    ? .ofNext : .ofPresent(isAtLineStart: isAtLineStart)
                guard skip(to: end, &input) else { return }
            }
            isAtLineStart = bytes[last].isLineEnd
        }

        /// Looks at all events; returns false at one that is too long.
        private mutating func look(
            at input: inout Span<UInt8>, now: @autoclosure () -> ContinuousClock.Instant
        ) -> Bool {
            while true {
                do throws(MessageStreamError) {
                    // Nothing is left to see in a delta once one has had content.
                    if tally.hasContent {
                        tally.noteDeltas { decoder.skipDeltas(in: &input, payloadBytes: &$0) }
                    }
                    guard let view = try decoder.nextView(from: &input) else { return true }
                    tally.note(view, now: now())
                } catch {
                    if error.code == .framing { return false }
                    // Behind an event that is none the others are there, and so are their tokens.
                    tally.end(.streamError, errorType: .undecodable)
                }
            }
        }

        /// Passes over the rest of an event that is too long; returns whether its end has come.
        private mutating func skip(to end: EventEnd, _ input: inout Span<UInt8>) -> Bool {
            var end = end
            // What it kept is dropped at once.
            if case .atEvents = looking { decoder = Self.decoder() }
            let count = end.find(in: input)
            tally.noteUnread(count ?? input.count)
            guard let count else {
                looking = .behindEvent(end)
                return false
            }
            tally.noteSkipped()
            looking = .atEvents
            input = input.extracting(droppingFirst: count)
            return true
        }

        /// Says that no bytes will follow. Returns false for a message that is cut.
        @discardableResult
        mutating func finish() -> Bool {
            defer { looking = .noMore }
            switch looking {
            case .atEvents, .behindEvent: tally.finish()
            case .atMessage(let message):
                return tally.note(message: message.readableBytesUInt8Span)
            case .noMore: break
            }
            return true
        }
    }

    extension Span<UInt8> {
        /// The bytes behind a byte order mark of UTF-8, which there may be.
        var withoutByteOrderMark: Span<UInt8> {
            @_lifetime(copy self) get {
                let hasMark = count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF
                return hasMark ? extracting(droppingFirst: 3) : self
            }
        }
    }

    extension StreamTally {
        /// Notes an answer that is not streamed: a message, or an error. Notes nothing of other bytes;
        /// returns false if they are JSON that is cut.
        ///
        /// Costs a pass over the bytes and a value of them.
        @discardableResult
        mutating func note(message bytes: Span<UInt8>) -> Bool {
            let value: JSONValue
            do throws(JSONError) {
                value = try JSONValue(parsing: bytes.withoutByteOrderMark)
            } catch {
                return error.code != .unexpectedEnd
            }
            guard let object = value.object else { return true }
            switch object["type"]?.string {
            case "message":
                contentBytes = bytes.count
                note(whole: Message(json: object))
            case "error":
                isRefusal = true
                end(nil, errorType: StreamedError(json: object).type)
            default: break
            }
            return true
        }
    }
#endif
