#if CommandLine && Client
    import MessageStream
    import MessageStreamClient
    import UnixSignals

    /// What is said, and to whom.
    struct Chat {
        let client: MessageClient
        let model: ModelName
        let maxTokens: Int
        var conversation: Conversation
    }

    extension Session {
        /// Asks the model what the person wants to know, until the person leaves.
        ///
        /// - Parameter prompt: The first prompt. Without a terminal also the only one.
        mutating func converse(_ chat: Chat, prompt: String?) async throws(Failure) {
            var chat = chat
            let partner = try ChatPartner()
            let isInteractive = FileDescriptor.standardInput.isTerminal && output.isTerminal
            // Elsewhere Ctrl-C ends the command, as it ends others.
            let watch = isInteractive ? await Self.watchInterrupts(of: partner) : nil
            defer { watch?.cancel() }
            if let prompt {
                try await answer(prompt, &chat, partner)
                if !isInteractive { return }
            }
            while let prompt = try await nextPrompt(of: partner, isInteractive) {
                guard prompt.contains(where: { !$0.isWhitespace }) else { continue }
                try await answer(prompt, &chat, partner)
                // What follows builds on an answer that is not there.
                if !isInteractive, status != .success { return }
            }
        }

        private static func watchInterrupts(of partner: ChatPartner) async -> Task<Void, Never> {
            let signals = await UnixSignalsSequence(trapping: .sigint)
            return Task {
                for await _ in signals { partner.interrupt() }
            }
        }

        private mutating func nextPrompt(
            of partner: ChatPartner, _ isInteractive: Bool
        ) async throws(Failure) -> String? {
            if isInteractive { output.text += "> " }
            try output.flush()
            let prompt: String?
            do throws(Failure) {
                prompt = try await partner.nextPrompt()
            } catch {
                try complain(about: InputFile.name(of: "-"), error)
                return nil
            }
            if isInteractive, prompt == nil { output.text += "\n" }
            return prompt
        }

        /// Asks `prompt`, and shows the answer as it comes.
        ///
        /// What was seen of an answer that fails or is cancelled stays in the conversation; a prompt
        /// to which nothing was answered does not.
        private mutating func answer(
            _ prompt: String, _ chat: inout Chat, _ partner: ChatPartner
        ) async throws(Failure) {
            var conversation = chat.conversation
            conversation.append(user: .text(prompt))
            let request = conversation.request(model: chat.model, maxTokens: chat.maxTokens)
            var format = ChatFormat(style: output.style)
            let failure: MessageStreamClientError?
            switch await chat.client.stream(request, for: partner) {
            case .success(let response):
                failure = try await show(response, &format)
                conversation.append(response, keeping: .everythingSeen)
                if conversation.lastRole == .assistant { chat.conversation = conversation }
            case .failure(let error):
                failure = error
            }
            if partner.answerEnded() {
                output.text += output.style.dimmed("cancelled") + "\n"
            } else if let failure {
                try complain(about: "chat", .client(failure))
            }
            try output.flush()
        }

        /// Shows the answer as it comes; returns why it is not whole.
        private mutating func show(
            _ response: MessageStreamResponse, _ format: inout ChatFormat
        ) async throws(Failure) -> MessageStreamClientError? {
            var steps = response.steps.makeAsyncIterator()
            var failure: MessageStreamClientError?
            reading: while true {
                do throws(MessageStreamClientError) {
                    guard let step = try await steps.next(isolation: nil) else { break reading }
                    format.show(step.event, update: step.update, into: &output.text)
                } catch {
                    failure = error
                    break reading
                }
                try output.flush()
            }
            if let message = response.currentMessage {
                format.showEnd(
                    of: message, isUsageProvisional: response.isUsageProvisional,
                    into: &output.text)
                try remark(on: "chat", message.anomalies.map(\.description))
            }
            return failure
        }
    }

    extension MessageClient {
        /// Asks, in such a way that the person can cancel at any time.
        fileprivate func stream(
            _ request: MessageRequest, for partner: ChatPartner
        ) async -> Result<MessageStreamResponse, MessageStreamClientError> {
            let opening = Task {
                () async -> Result<MessageStreamResponse, MessageStreamClientError> in
                do throws(MessageStreamClientError) {
                    return .success(try await stream(request))
                } catch {
                    return .failure(error)
                }
            }
            partner.answerComes { opening.cancel() }
            let result = await opening.value
            if case .success(let response) = result {
                partner.answerComes { response.cancel() }
            }
            return result
        }
    }
#endif
