#if Relay
    internal import MessageStream
    internal import NIOCore
    internal import PartialJSON

    /// Writes the events of a message as those of the chat endpoint.
    ///
    /// A text goes over as it stands in its event, escaped: a JSON string holds no line ending, so that
    /// what was between quotes there may stand between quotes here, and in one line.
    struct ChatEventEncoder: Sendable {
        /// The longest message of an error that is passed on, in bytes; a longer one is cut.
        static let maximumErrorBytes = 4096
        /// The most tool uses that may be open at once; of more than these nothing is said.
        static let maximumOpenTools = 64

        /// What has been noted of the answer.
        var tally = StreamTally()
        /// Whether the last event has been written.
        var isOver = false
        var head: ChatEventHead
        let wanted: ChatEvents
        let start: ContinuousClock.Instant
        var openTools: [OpenTool] = []

        /// A tool use whose block has not stopped.
        struct OpenTool {
            var index: Int
            /// The input with which the block started, while no fragment has taken its place.
            var input: JSONValue?
        }

        init(answer: ChatAnswerID, events: ChatEvents, start: ContinuousClock.Instant) {
            head = ChatEventHead(answer: answer)
            wanted = events
            self.start = start
        }

        /// The number of the last event that was written; 0 before the first.
        var lastNumber: Int { head.number - 1 }

        /// Adds to `out` what an event comes to, which may be nothing.
        @inline(__always)
        mutating func encode(
            _ view: borrowing MessageStreamEventView, into out: inout ByteBuffer,
            now: @autoclosure () -> ContinuousClock.Instant
        ) {
            guard view.kind == .contentBlockDelta else {
                encodeRare(view, into: &out, now: now())
                return
            }
            tally.noteDelta(view, now: now())
            if view.deltaKind == .text {
                guard !view.payload.isEmpty else { return }
                out.write(head.whole, view.payload, Self.closing.span)
                head.advance()
            } else if view.deltaKind == .inputJSON, wanted.contains(.tool), let index = view.index {
                encode(fragment: view.payload, of: index, into: &out)
            }
        }

        static let closing: InlineArray<4, UInt8> = [
            UInt8(ascii: "\""), UInt8(ascii: "}"), UInt8(ascii: "\n"), UInt8(ascii: "\n"),
        ]

        @inline(never)
        private mutating func encodeRare(
            _ view: borrowing MessageStreamEventView, into out: inout ByteBuffer,
            now: @autoclosure () -> ContinuousClock.Instant
        ) {
            let event: MessageStreamEvent
            do throws(MessageStreamError) {
                event = try view.event()
            } catch {
                failDecoding(into: &out)
                return
            }
            let isFirstStart = !tally.hasStarted
            tally.note(event, now: now())
            switch event {
            case .messageStart(let message):
                // A message that is there already may be replayed as a stream of a start and a stop.
                if isFirstStart { encode(texts: message.content, into: &out) }
                encodeUsage(into: &out)
            case .contentBlockStart(let index, let block):
                encode(texts: [block], into: &out)
                begin(block, at: index, into: &out)
            case .contentBlockStop(let index): endTool(at: index, into: &out)
            case .messageDelta: encodeUsage(into: &out)
            case .messageStop: encodeDone(into: &out)
            case .error(let error): encode(error, into: &out)
            case .contentBlockDelta, .ping, .unknown: break
            }
        }

        private mutating func encode(texts blocks: [ContentBlock], into out: inout ByteBuffer) {
            for case .text(let block) in blocks where !block.text.isEmpty {
                write(data: ["content": .string(block.text)], into: &out)
            }
        }
    }
#endif
