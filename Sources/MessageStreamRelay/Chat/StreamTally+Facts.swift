#if Relay
    internal import MessageStream
    internal import PartialJSON

    /// What the rarer events say.
    extension StreamTally {
        /// Notes a message that is there as a whole.
        mutating func note(whole message: Message) {
            note(facts: message)
            confirmOutput(by: message.json["usage"])
            for block in message.content { note(toolOf: block) }
            end(.complete)
        }

        mutating func note(
            start message: Message, now: @autoclosure () -> ContinuousClock.Instant
        ) {
            let meaning = progress.meaning(ofStart: message)
            switch meaning {
            case .repetition: return
            case .next, .intrusion:
                earlierTokens += tokens
                earlierOutput = earlierOutput.adding(output)
                lacksEarlierInput = lacksEarlierInput || tokens.input == nil
                contentBytes = 0
            case .first, .replacement: break
            }
            progress.begin(message, as: meaning)
            if meaning != .first { (tokens, confirmedOutput, stopReason) = (Tokens(), nil, nil) }
            note(facts: message)
            for block in message.content { note(block, now: now()) }
            // A message that is there already may be replayed as a stream of a start and a stop.
            if hasStopReason { confirmOutput(by: message.json["usage"]) }
        }

        private mutating func note(facts message: Message) {
            if let name = message.json["model"]?.string { model = Self.name(name) }
            note(message.stopReason)
            note(usage: message.json["usage"])
        }

        mutating func note(
            _ block: ContentBlock, now: @autoclosure () -> ContinuousClock.Instant
        ) {
            note(toolOf: block)
            if !block.isEmptyStart {
                contentBytes += JSONValue.object(block.json).approximateSize
                if !hasContent { noteContent(at: now()) }
            }
            if case .fallback(let fallback) = block, !fallback.to.model.isEmpty {
                model = Self.name(fallback.to.model)
            }
        }

        mutating func note(_ delta: MessageDelta) {
            progress.note(delta.anyStopReason)
            note(delta.anyStopReason)
            note(usage: delta.json["usage"])
            confirmOutput(by: delta.json["usage"])
        }

        /// Takes the last count of the output for all that has come, if `usage` brought it.
        private mutating func confirmOutput(by usage: JSONValue?) {
            guard usage?["output_tokens"]?.peerCount != nil, let count = tokens.output else {
                return
            }
            (confirmedOutput, contentBytes) = (count, 0)
        }

        /// What limits take for the output of the present message: what the answer counted; of what
        /// came since, or if it did not count at all, an estimate by the bytes, which is never less
        /// than what a start said.
        private var output: Output {
            if let confirmedOutput, contentBytes == 0, !tokens.unreadable.contains("output_tokens")
            {
                return Output(tokens: confirmedOutput)
            }
            let estimate = (confirmedOutput ?? 0).addingSaturated(Self.estimate(contentBytes))
            return Output(tokens: max(tokens.output ?? 0, estimate), isEstimated: true)
        }

        private mutating func note(toolOf block: ContentBlock) {
            guard toolNames.count < Self.maximumToolNames, let use = block.anyToolUse else {
                return
            }
            toolNames.append(Self.name(use.name))
        }

        private mutating func note(_ reason: StopReason?) {
            if let reason { stopReason = Self.name(reason.rawValue) }
        }

        /// Notes counts; one that cannot be read takes the place of what was known, since that is out
        /// of date: a start says 1 for the output.
        private mutating func note(usage: JSONValue?) {
            guard let usage, !usage.isNull else { return }
            var unreadable = tokens.unreadable
            func update(_ count: inout Int?, _ member: String) {
                if let object = usage.object {
                    guard let value = object[member], !value.isNull else { return }
                    count = value.peerCount
                } else {
                    count = nil
                }
                unreadable.remove(member)
                if count == nil { unreadable.insert(member) }
            }
            update(&tokens.input, "input_tokens")
            update(&tokens.output, "output_tokens")
            if usage.object != nil {
                update(&tokens.cacheReadInput, "cache_read_input_tokens")
                update(&tokens.cacheCreationInput, "cache_creation_input_tokens")
            }
            tokens.unreadable = unreadable
        }

        static func name(_ text: String) -> String {
            text.prefix(utf8Bytes: maximumNameBytes)
        }

        /// Enters what was noted into the request; what was not stays as it is.
        func fill(_ request: inout RelayedRequest) {
            if let ending { request.ending = ending }
            request.model = model ?? request.model
            var all = earlierTokens
            all += tokens
            request.inputTokens = all.input ?? request.inputTokens
            request.outputTokens = all.output ?? request.outputTokens
            request.cacheReadInputTokens = all.cacheReadInput ?? request.cacheReadInputTokens
            request.cacheCreationInputTokens =
                all.cacheCreationInput ?? request.cacheCreationInputTokens
            request.stopReason = stopReason ?? request.stopReason
            request.errorType = errorType ?? request.errorType
            request.firstToken = firstContent ?? request.firstToken
            request.toolNames = toolNames
            request.events = events
            request.unreadableCounts = all.unreadable.sorted()
            guard !request.costsNothing, !isRefusal else { return }
            if lacksEarlierInput || tokens.input == nil {
                let estimate = min(Self.estimate(request.requestBytes), Self.greatestInput)
                request.estimatedInputTokens = (all.input ?? 0).addingSaturated(estimate)
            }
            let output = earlierOutput.adding(output)
            if output.isEstimated { request.estimatedOutputTokens = output.tokens }
        }

        /// The tokens that so many bytes are likely to be, never none: about four bytes are one.
        private static func estimate(_ bytes: Int) -> Int { bytes / 4 + 1 }

        /// The greatest estimate of an input: no model of today takes more, and the bytes of a picture
        /// are many more than its tokens.
        private static let greatestInput = 1_000_000
    }

    extension StreamTally.Output {
        fileprivate func adding(_ other: Self) -> Self {
            Self(
                tokens: tokens.addingSaturated(other.tokens),
                isEstimated: isEstimated || other.isEstimated)
        }
    }

    extension StreamTally.Tokens {
        /// Adds the tokens of another message. What a server says may be any number: sums saturate.
        static func += (sum: inout Self, other: Self) {
            func add(_ count: inout Int?, _ more: Int?) {
                guard let more else { return }
                let (total, overflow) = (count ?? 0).addingReportingOverflow(more)
                count = overflow ? .max : total
            }
            add(&sum.input, other.input)
            add(&sum.output, other.output)
            add(&sum.cacheReadInput, other.cacheReadInput)
            add(&sum.cacheCreationInput, other.cacheCreationInput)
            sum.unreadable.formUnion(other.unreadable)
        }
    }

    extension ContentBlock {
        /// Whether the block starts with nothing in it, as texts and thoughts do.
        fileprivate var isEmptyStart: Bool {
            switch self {
            case .text(let block): block.text.isEmpty
            case .thinking(let block): block.thinking.isEmpty
            default: false
            }
        }
    }
#endif
