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
        /// What has come of the message: an answer is done only where an accumulator's would be.
        var outline = MessageOutline()
        /// Whether the last event has been written.
        var isOver = false
        var head: ChatEventHead
        // No static: one would be asked for at every event whether it is there yet.
        let closing: InlineArray<4, UInt8> = [
            UInt8(ascii: "\""), UInt8(ascii: "}"), UInt8(ascii: "\n"), UInt8(ascii: "\n"),
        ]
        let wanted: ChatEvents
        let start: ContinuousClock.Instant
        /// What is taken out of the upstream's errors.
        let secrets: SecretSearch
        var openTools: [OpenTool] = []

        /// A tool use whose block has not stopped.
        struct OpenTool {
            var index: Int
            /// The input with which the block started, while no fragment has taken its place.
            var input: JSONValue?
        }

        init(
            answer: ChatAnswerID, events: ChatEvents, start: ContinuousClock.Instant,
            secrets: SecretSearch
        ) {
            head = ChatEventHead(answer: answer)
            wanted = events
            self.start = start
            self.secrets = secrets
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
            guard admits(view, into: &out) else { return }
            tally.noteDelta(view, now: now())
            // What is passed on as it stands must be text for every reader: no half of a pair is.
            if view.isCutInPair || view.payloadHasEscapes && view.payload.hasEscapedHalf {
                encodeJoined(view, into: &out)
            } else if view.deltaKind == .text {
                guard !view.payload.isEmpty else { return }
                out.write(head.whole, view.payload, closing.span)
                head.advance()
            } else if view.deltaKind == .inputJSON, wanted.contains(.tool), let index = view.index {
                encode(fragment: view.payload, of: index, into: &out)
            }
        }

        /// Adds what a delta comes to that has halves of surrogate pairs, joined with those of its
        /// neighbours: readers can make nothing of a half.
        @inline(never)
        private mutating func encodeJoined(
            _ view: borrowing MessageStreamEventView, into out: inout ByteBuffer
        ) {
            if view.deltaKind == .text {
                encode(text: view.joinedText, into: &out)
            } else if view.deltaKind == .inputJSON, wanted.contains(.tool), let index = view.index {
                encode(fragment: view.joinedText, of: index, into: &out)
            }
        }

        private mutating func encode(text: String, into out: inout ByteBuffer) {
            if !text.isEmpty { write(data: ["content": .string(text)], into: &out) }
        }

        private mutating func encode(
            fragment: String, of index: Int, into out: inout ByteBuffer
        ) {
            let escaped = JSONValue.string(fragment).jsonText
            encode(
                fragment: escaped.utf8.span.extracting(1..<escaped.utf8.count - 1), of: index,
                into: &out)
        }

        /// Adds what was held back of a block that stops: half a pair, which nothing completes.
        private mutating func encodeOverdue(
            _ view: borrowing MessageStreamEventView, into out: inout ByteBuffer
        ) {
            for event in view.overdueEvents {
                switch event {
                case .contentBlockDelta(_, .text(let text)): encode(text: text, into: &out)
                case .contentBlockDelta(let index, .inputJSON(let fragment)):
                    encode(fragment: fragment, of: index, into: &out)
                default: break
                }
            }
        }

        /// Whether a delta belongs to a block that is open; if not, ends the answer.
        @inline(__always)
        private mutating func admits(
            _ view: borrowing MessageStreamEventView, into out: inout ByteBuffer
        ) -> Bool {
            do throws(MessageStreamError) {
                // One without an index or a type lacks what it is there for.
                guard let index = view.index, view.deltaKind != nil else {
                    _ = try outline.note(view.event(), number: view.number)
                    return true
                }
                try outline.admitDelta(to: index, event: view.number)
                return true
            } catch {
                fail(error, into: &out)
                return false
            }
        }

        @inline(never)
        private mutating func encodeRare(
            _ view: borrowing MessageStreamEventView, into out: inout ByteBuffer,
            now: @autoclosure () -> ContinuousClock.Instant
        ) {
            let event: MessageStreamEvent
            let meaning: MessageProgress.Start?
            do throws(MessageStreamError) {
                event = try view.event()
                meaning = try outline.note(event, number: view.number)
            } catch {
                fail(error, into: &out)
                return
            }
            // Of messages in a row the first one is the answer.
            if meaning == .next { return finish(into: &out) }
            tally.note(event, now: now())
            switch event {
            case .messageStart(let message):
                if meaning == .repetition { return }
                // A message that is there already may be replayed as a stream of a start and a stop.
                for (index, block) in message.content.enumerated() {
                    encode(start: block, at: index, into: &out)
                    endTool(at: index, into: &out)
                }
                encodeUsage(into: &out)
            case .contentBlockStart(let index, let block):
                encode(start: block, at: index, into: &out)
            case .contentBlockStop(let index):
                encodeOverdue(view, into: &out)
                endTool(at: index, into: &out)
            case .messageDelta: encodeUsage(into: &out)
            case .messageStop: encodeDone(into: &out)
            case .error(let error): encode(error, into: &out)
            case .contentBlockDelta, .ping, .unknown: break
            }
        }

        private mutating func encode(
            start block: ContentBlock, at index: Int, into out: inout ByteBuffer
        ) {
            if case .text(let block) = block { encode(text: block.text, into: &out) }
            begin(block, at: index, into: &out)
        }
    }
#endif
