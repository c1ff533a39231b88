#if Client && Relay
    import MessageStream
    import MessageStreamClient
    import MessageStreamReplay
    import PartialJSON
    import Synchronization

    /// One stream from its request to its ending, as its plan says.
    struct SoakStream: Sendable {
        let plan: SoakPlan
        let client: MessageClient

        /// All that a reader has when the stream is over.
        struct Outcome: Sendable {
            /// The text that came piece by piece; nil where it was not read so.
            var text: String?
            var error: MessageStreamClientError?
            /// Nil when there was none, or when the reader let go of it.
            var response: MessageStreamResponse?
            var isLetGo = false
            /// How often the client said that the stream is over.
            var endings = 0
        }

        /// Counts how often the client says that a stream is over.
        private final class Endings: Sendable {
            let count = Atomic(0)
        }

        /// Sends the request, reads the answer, gives up where the plan says so.
        func run() async -> Outcome {
            let endings = Endings()
            let hook: AttemptHook = { attempt in
                if attempt.retryDelay == nil {
                    endings.count.add(1, ordering: .relaxed)
                }
            }
            var outcome: Outcome
            if case .cancelTask(let moment)? = plan.interruption {
                let reader = Task { await read(hook) }
                // Part of the load and not a wait for anything: readers give up at any moment.
                try? await Task.sleep(for: moment)
                reader.cancel()
                outcome = await reader.value
            } else {
                outcome = await read(hook)
            }
            outcome.endings = endings.count.load(ordering: .relaxed)
            return outcome
        }

        private func read(_ hook: @escaping AttemptHook) async -> Outcome {
            var options = RequestOptions(
                timeouts: plan.timeouts, retries: plan.retries, attemptHook: hook)
            if !plan.faults.isEmpty {
                let faults = plan.faults.map(\.description).joined(separator: ",")
                options.headers["x-replay-fault"] = faults
            }
            let request = MessageRequest(
                model: ModelName(rawValue: plan.name), maxTokens: 1024, messages: [.user("Hi")])
            var outcome = Outcome()
            do throws(MessageStreamClientError) {
                let response = try await client.stream(request, options: options)
                outcome.response = response
                try await read(response, into: &outcome)
            } catch {
                outcome.error = error
            }
            if outcome.isLetGo { outcome.response = nil }
            return outcome
        }

        private func read(
            _ response: MessageStreamResponse, into outcome: inout Outcome
        ) async throws(MessageStreamClientError) {
            var pieces = 0
            if plan.reading != .finalMessage { outcome.text = "" }
            switch plan.reading {
            case .events:
                for try await event in response.events {
                    guard case .contentBlockDelta(_, .text(let piece)) = event else { continue }
                    outcome.text?.append(piece)
                    pieces += 1
                    if isLettingGo(response, after: pieces, &outcome) { return }
                }
            case .text:
                for try await piece in response.text {
                    outcome.text?.append(piece)
                    pieces += 1
                    if isLettingGo(response, after: pieces, &outcome) { return }
                }
            case .updates:
                for try await update in response.updates {
                    guard case .text(_, let piece, _) = update else { continue }
                    outcome.text?.append(piece)
                    pieces += 1
                    if isLettingGo(response, after: pieces, &outcome) { return }
                }
            case .finalMessage:
                _ = try await response.finalMessage()
            }
        }

        /// Cancels, or says that the reader stops here, when so many pieces are what the plan says.
        private func isLettingGo(
            _ response: MessageStreamResponse, after pieces: Int, _ outcome: inout Outcome
        ) -> Bool {
            switch plan.interruption {
            case .cancel(afterPieces: pieces): response.cancel()
            case .letGo(afterPieces: pieces): outcome.isLetGo = true
            case .cancel, .letGo, .cancelTask, nil: break
            }
            return outcome.isLetGo
        }
    }
#endif
