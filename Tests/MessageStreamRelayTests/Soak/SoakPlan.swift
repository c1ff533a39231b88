#if Client && Relay
    import MessageStreamClient
    import MessageStreamReplay
    import TestSupport

    /// What one stream does and what must come of it, drawn by its number.
    struct SoakPlan: Sendable {
        /// What must come of a stream.
        enum Outcome: Sendable {
            /// All of the recording; without `message_stop` if the flag says so.
            case whole(withoutStop: Bool)
            /// An error, after the first `events` events exactly; nil for as many as there were.
            case failure(MessageStreamClientError.Code, events: Int?)
            /// No response, after so many attempts.
            case refusal(MessageStreamClientError.Code, attempts: Int)
            /// An error, or the whole if that was faster.
            case interruption(MessageStreamClientError.Code)
        }

        /// How the reader gives up.
        enum Interruption: Sendable {
            /// By `cancel()`, after so many pieces, and reads on.
            case cancel(afterPieces: Int)
            /// By letting go of the response, after so many pieces.
            case letGo(afterPieces: Int)
            /// By the cancellation of its task, at that moment.
            case cancelTask(after: Duration)
        }

        /// How the answer is read.
        enum Reading: CaseIterable, Sendable {
            case events, text, updates, finalMessage
        }

        var recording: SoakRecording
        /// The name of what is asked for, which is `recording` or a part of it.
        var name: String
        var faults: [Fault] = []
        var reading: Reading
        var timeouts = Timeouts(firstByte: .seconds(300), idle: .seconds(300))
        var retries = RetryPolicy.never
        var interruption: Interruption?
        var outcome = Outcome.whole(withoutStop: false)

        /// The plan of the stream with that number.
        ///
        /// - Parameters:
        ///   - stall: How long a stream may stall that is made to.
        ///   - time: How long a stream takes, more or less.
        init(
            seed: UInt64, number: Int, isRelayed: Bool, stall: Duration, time: Duration
        ) {
            var random = SplitMix(seed: seed &+ UInt64(number) &* 0x9E37_79B9)
            recording = random.pick(SoakRecording.all)
            name = recording.name
            reading = random.pick(Reading.allCases)
            trouble(&random, isRelayed: isRelayed, stall: stall, time: time)
            let harmless: [Fault] = [.carriageReturns, .byteOrderMark, .withoutEventLines]
            faults += harmless.filter { _ in random.chance(1, in: 10) }
        }

        private mutating func trouble(
            _ random: inout SplitMix, isRelayed: Bool, stall: Duration, time: Duration
        ) {
            let events = random.below(recording.mostEvents)
            switch random.below(100) {
            case ..<34: break
            case ..<38: faults = [.done]
            case ..<42: faults = [.leftOpen]
            case ..<46:
                faults = [.withoutMessageStop]
                outcome = .whole(withoutStop: true)
            case ..<51:
                faults = [.truncated(after: events)]
                outcome = .failure(.truncated, events: events)
            case ..<56:
                cut(inside: events)
                outcome = .failure(.truncated, events: events)
            case ..<60:
                faults = [.closeAfter(events: 1 + events)]
                outcome = .failure(.connectionLost, events: nil)
            case ..<64:
                cut(inside: 1 + random.below(recording.mostEvents - 1))
                faults = [.closeAfter(events: .max)]
                outcome = .failure(.connectionLost, events: nil)
            case ..<68:
                faults = [.resetAfter(events: 1 + events)]
                outcome = .failure(.connectionLost, events: nil)
            case ..<72:
                cut(inside: 1 + random.below(recording.mostEvents - 1))
                faults = [.resetAfter(events: .max)]
                outcome = .failure(.connectionLost, events: nil)
            case ..<77:
                faults = [.stallAfter(events: 1 + events)]
                timeouts.idle = stall
                outcome = .failure(.idleTimeout, events: 1 + events)
            case ..<82:
                faults = [.errorEvent(type: "overloaded_error", at: events)]
                outcome = .failure(.overloaded, events: events)
            case ..<90: refusal(&random, isRelayed: isRelayed, stall: stall)
            default: interruption(&random, time: time)
            }
        }

        private mutating func cut(inside event: Int) {
            name = SoakRecording.name(recording.name, cutInside: event)
        }

        private mutating func refusal(
            _ random: inout SplitMix, isRelayed: Bool, stall: Duration
        ) {
            let retriesTaken = random.below(3)
            retries = RetryPolicy(
                maximumRetries: retriesTaken, initialBackoff: .milliseconds(10))
            var code = MessageStreamClientError.Code.api
            switch random.below(6) {
            case 0:
                faults = [.status(429)]
                code = .rateLimit
            case 1:
                faults = [.status(529)]
                code = .overloaded
            case 2: faults = [.status(500)]
            case 3: faults = [.status(503)]
            case 4:
                faults = [.resetBeforeHeaders]
                // The relay answers that it reached nobody.
                code = isRelayed ? .api : .connectionLost
            default:
                faults = [.stallBeforeHeaders]
                retries = .never
                timeouts.firstByte = stall
                code = .firstByteTimeout
            }
            outcome = .refusal(code, attempts: retries.maximumRetries + 1)
        }

        private mutating func interruption(_ random: inout SplitMix, time: Duration) {
            let moment = time * (Double(random.below(1000)) / 1000)
            let pieces = 1 + random.below(recording.mostEvents)
            outcome = .interruption(.cancelled)
            switch random.below(10) {
            case ..<3:
                interruption = .cancel(afterPieces: pieces)
                reading = random.pick([.events, .text, .updates])
            case ..<5:
                interruption = .letGo(afterPieces: pieces)
                reading = random.pick([.events, .text, .updates])
            case ..<8:
                interruption = .cancelTask(after: moment)
                // Half of them while nothing comes.
                if random.chance(1, in: 2) { faults = [.stallAfter(events: pieces)] }
            default:
                timeouts.total = moment
                outcome = .interruption(.totalTimeout)
            }
        }
    }

    extension ReplayBehaviour {
        /// When and in what pieces an answer comes: never what it is.
        ///
        /// - Parameter eventsPerSecond: How many there are of a stream, more or less.
        static func soak(_ random: inout SplitMix, eventsPerSecond: Double) -> ReplayBehaviour {
            let rate = eventsPerSecond * (0.5 + 1.5 * Double(random.below(1000)) / 1000)
            let isGzipped = random.chance(1, in: 2)
            return switch random.below(100) {
            case ..<50: ReplayBehaviour(pacing: .eventsPerSecond(rate), isGzipped: isGzipped)
            case ..<65:
                ReplayBehaviour(
                    pacing: .eventsPerSecond(rate), chunking: .splitUTF8, isGzipped: isGzipped)
            case ..<90:
                ReplayBehaviour(
                    pacing: .eventsPerSecond(rate), chunking: .bytes(16 + random.below(400)),
                    isGzipped: isGzipped)
            case ..<95: ReplayBehaviour(chunking: .whole, isGzipped: isGzipped)
            case ..<99:
                ReplayBehaviour(chunking: .bytes(1 + random.below(3000)), isGzipped: isGzipped)
            default: ReplayBehaviour(chunking: .bytes(1), isGzipped: isGzipped)
            }
        }
    }
#endif
