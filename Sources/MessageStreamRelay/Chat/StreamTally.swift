#if Relay
    internal import MessageStream

    /// What a relay notes of an answer while its bytes pass: what metrics and the access log want.
    ///
    /// Notes no text. Feed it every event; a delta costs a count, and the first one a look at the
    /// clock. It believes what it is told: the rules of a message are `MessageOutline`'s. Where several
    /// messages come in one stream, the tokens of all are counted.
    struct StreamTally: Sendable {
        /// How many names of tools are noted.
        static let maximumToolNames = 16
        /// The longest name of a model, a tool, an error, a stop reason that is noted, in bytes;
        /// a longer one is cut.
        static let maximumNameBytes = 128
        /// The longest event that is parsed to see what block it starts, in bytes.
        ///
        /// A tool use starts empty; the results of a search, which can be large, count for nothing
        /// here.
        static let maximumStartBytes = 64 << 10

        /// How the answer ended, as far as its own bytes say; nil while it has not.
        private(set) var ending: RelayedRequest.Ending?
        /// Whether the stream itself has said that it is over.
        private(set) var hasEnded = false
        /// The model that the answer names.
        var model: String?
        /// Tokens as the answer counts them: the last count that was not null.
        var tokens = Tokens()
        /// Bytes of what the model wrote, as they stand in the events, since its message began or the
        /// answer last counted the output.
        var contentBytes = 0
        /// The output that the answer has counted in the midst or at the end of its message: unlike
        /// that of a start, such a count stands for what came before it.
        var confirmedOutput: Int?
        /// What limits take for the output of the messages before it in the same stream.
        var earlierOutput = Output()
        /// Whether one of those did not say how much its input was.
        var lacksEarlierInput = false
        /// Whether the answer is an error and nothing else, for which nobody pays.
        var isRefusal = false
        /// Why the model stopped.
        var stopReason: String?
        /// The names of the tools that the model used, in their order.
        var toolNames: [String] = []
        /// The type of the error that the answer carried.
        private(set) var errorType: String?
        /// When the first content came: a delta that is not empty, a block that starts with content.
        private(set) var firstContent: ContinuousClock.Instant?
        // Asking an optional instant, a type of another library, costs a third of what a delta does.
        private(set) var hasContent = false
        /// The number of events, comments not counted.
        private(set) var events = 0
        /// Which message of the stream the facts are about, and how far it has come.
        var progress = MessageProgress()
        /// Tokens of the messages before it in the same stream.
        var earlierTokens = Tokens()

        /// Counts of tokens; nil where the answer did not say.
        struct Tokens: Sendable, Hashable {
            var input: Int?
            var output: Int?
            var cacheReadInput: Int?
            var cacheCreationInput: Int?
            /// The names of those of which the last that came cannot be read; they are nil.
            var unreadable: Set<String> = []
        }

        /// What limits take for an output.
        struct Output: Sendable, Hashable {
            var tokens = 0
            /// Whether the answer has not counted all of it.
            var isEstimated = false
        }

        /// Whether the model has said why it stopped.
        var hasStopReason: Bool { stopReason?.isEmpty == false }

        /// Notes an event.
        @inline(__always)
        mutating func note(
            _ view: borrowing MessageStreamEventView,
            now: @autoclosure () -> ContinuousClock.Instant
        ) {
            guard view.kind == .contentBlockDelta else {
                noteRare(view, now: now())
                return
            }
            noteDelta(view, now: now())
        }

        /// Notes a delta of a block.
        @inline(__always)
        mutating func noteDelta(
            _ view: borrowing MessageStreamEventView,
            now: @autoclosure () -> ContinuousClock.Instant
        ) {
            events += 1
            switch view.deltaKind {
            case .text, .inputJSON, .thinking, .signature: contentBytes += view.payload.count
            // What has no text of its own is counted by what it has.
            case .citation, .compaction, .unknown, nil: contentBytes += view.data.count
            }
            if !hasContent, !view.payload.isEmpty { noteContent(at: now()) }
        }

        /// Notes deltas behind the first with content: `skip` adds up their bytes, and returns how
        /// many there are.
        @inline(__always)
        mutating func noteDeltas(_ skip: (inout Int) -> Int) {
            events += skip(&contentBytes)
        }

        @inline(never)
        private mutating func noteRare(
            _ view: borrowing MessageStreamEventView,
            now: @autoclosure () -> ContinuousClock.Instant
        ) {
            switch view.kind {
            case .contentBlockStart where view.data.count > Self.maximumStartBytes:
                progress.noteBlock()
                events += 1
                contentBytes += view.data.count
            case .contentBlockDelta, .contentBlockStop, .ping, .unknown:
                events += 1
            case .messageStart, .contentBlockStart, .messageDelta, .messageStop, .error:
                // One that lacks what it is there for says nothing.
                if let event = try? view.event() {
                    note(event, now: now())
                } else {
                    events += 1
                }
            }
        }

        /// Notes bytes of an answer that are not looked at: any of them may be what the model wrote.
        mutating func noteUnread(_ count: Int) {
            contentBytes += count
        }

        /// Notes an event that was too long to be looked at.
        mutating func noteSkipped() {
            events += 1
        }

        /// Notes that there is content by now.
        @inline(never)
        mutating func noteContent(at time: ContinuousClock.Instant) {
            firstContent = time
            hasContent = true
        }

        /// Notes an event that has been parsed for another purpose as well.
        mutating func note(
            _ event: MessageStreamEvent, now: @autoclosure () -> ContinuousClock.Instant
        ) {
            events += 1
            switch event {
            case .messageStart(let message): note(start: message, now: now())
            case .contentBlockStart(_, let block):
                progress.noteBlock()
                note(block, now: now())
            case .messageDelta(let delta): note(delta)
            case .messageStop:
                progress.stop()
                hasEnded = true
                end(.complete)
            case .error(let error):
                isRefusal = !progress.hasStarted && contentBytes == 0
                hasEnded = true
                end(.streamError, errorType: error.type.rawValue.isEmpty ? nil : error.type)
            case .contentBlockDelta, .contentBlockStop, .ping, .unknown: break
            }
        }

        /// Says that no bytes will follow.
        mutating func finish() {
            end(progress.isWhole ? .completeByStopReason : .truncated)
        }

        /// Ends the answer, unless it has ended.
        mutating func end(_ ending: RelayedRequest.Ending?, errorType: APIErrorType? = nil) {
            guard self.ending == nil, self.errorType == nil else { return }
            self.ending = ending
            self.errorType = errorType.map { Self.name($0.rawValue) }
        }
    }

    extension APIErrorType {
        /// Noted, and never sent: the bytes of an answer were no event stream, or made no message.
        static let undecodable: Self = "undecodable_stream"
    }
#endif
