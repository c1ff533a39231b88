#if Client && Relay
    import MessageStream
    import MessageStreamReplay
    import PartialJSON
    import Synchronization
    import Testing

    @testable import MessageStreamClient

    @Suite(.timeLimit(.minutes(5))) struct RetryTests {
        /// Answers the first requests with faults, one each.
        private func script(_ upstream: Upstream, _ faults: [[Fault]]) {
            upstream.server.respond(with: faults.map { FaultCase(faults: $0).behaviour })
        }

        /// Short ones where a stall is to be noticed, and none elsewhere: the machine may be busy.
        private func timeouts(for faults: [Fault]) -> Timeouts {
            FaultCase(faults: faults).timeouts
        }

        @Test(arguments: [
            [Fault.status(429)], [.status(529)], [.status(500)], [.status(408)], [.status(409)],
            [.status(404, shouldRetry: true)], [.status(429, retryAfterMilliseconds: 1)],
            [.resetBeforeHeaders], [.truncated(after: 0)],
            [.truncated(after: 2)], [.closeAfter(events: 2)], [.stallAfter(events: 2)],
            [.errorEvent(type: "overloaded_error", at: 0)],
            [.errorEvent(type: "overloaded_error", at: 2)], [.errorEvent(type: "api_error", at: 2)],
        ])
        func `What fails before any content is sent again`(_ faults: [Fault]) async throws {
            try await Upstream.run { upstream in
                script(upstream, [faults, faults])
                var options = RequestOptions.retrying(2)
                options.timeouts = timeouts(for: faults)
                let response = try await upstream.client.stream(upstream.request, options: options)
                let message = try await response.finalMessage()
                #expect(message.text == ReplayRecording.answerText)
                #expect(response.attempts.map(\.number) == [1, 2, 3])
                #expect(response.attempts.map { $0.error == nil } == [false, false, true])
                #expect(response.attempts.last?.requestID == "req_replay_3")
                #expect(upstream.server.receivedRequests.count == 3)
                let bodies = upstream.server.receivedRequests.map(\.body)
                #expect(Set(bodies).count == 1)
            }
        }

        @Test func `An answer that does not begin in time is sent for again`() async throws {
            try await Upstream.run(
                [.answer], ReplayBehaviour(faults: [.stallBeforeHeaders])
            ) { upstream in
                var options = RequestOptions.retrying(2)
                options.timeouts.firstByte = .milliseconds(100)
                let outcome = await Reading.text.read(upstream, options)
                #expect(outcome.error?.code == .firstByteTimeout)
                #expect(outcome.error?.attemptCount == 3)
            }
        }

        @Test(arguments: [
            [Fault.status(400)], [.status(401)], [.status(404)], [.status(529, shouldRetry: false)],
            [.html], [.errorEvent(type: "invalid_request_error", at: 2)],
            // Content came.
            [.truncated(after: 3)], [.closeAfter(events: 5)], [.stallAfter(events: 5)],
            [.errorEvent(type: "overloaded_error", at: 5)],
            // A server that wants to be left alone for longer than anyone waits.
            [.status(429, retryAfter: "3600")],
        ])
        func `What would fail again, or has had content, is not sent again`(
            _ faults: [Fault]
        ) async throws {
            try await Upstream.run { upstream in
                script(upstream, [faults])
                var options = RequestOptions.retrying(2)
                options.timeouts = timeouts(for: faults)
                let outcome = await Reading.finalMessage.read(upstream, options)
                #expect(outcome.error != nil)
                #expect(outcome.error?.attemptCount == 1)
                #expect(upstream.server.receivedRequests.count == 1)
            }
        }

        @Test func `The error of the last attempt says how many there were`() async throws {
            try await Upstream.run(
                [.answer], ReplayBehaviour(faults: [.status(529, retryAfterMilliseconds: 2)])
            ) { upstream in
                let outcome = await Reading.text.read(upstream, .retrying(3))
                let error = try #require(outcome.error)
                #expect(error.code == .overloaded)
                #expect(error.attemptCount == 4)
                #expect(error.retryAfter == .milliseconds(2))
                #expect(error.status == 529)
                #expect(error.requestID == "req_replay_4")
                #expect(error.type == .overloaded)
                #expect(error.apiError?.message == error.message)
                #expect(!error.body.isEmpty)
            }
        }

        @Test func `The hook is told of every attempt as it ends`() async throws {
            try await Upstream.run { upstream in
                script(upstream, [[.status(529)], [.errorEvent(type: "api_error", at: 1)]])
                let told = Mutex<[MessageStreamAttempt]>([])
                var options = RequestOptions.retrying(2)
                options.attemptHook = { attempt in told.withLock { $0.append(attempt) } }
                let response = try await upstream.client.stream(upstream.request, options: options)
                _ = try await response.finalMessage()
                let attempts = told.withLock { $0 }
                #expect(attempts == response.attempts)
                #expect(attempts.map(\.error?.code) == [.overloaded, .api, nil])
                #expect(attempts.map(\.status) == [529, 200, 200])
                #expect(attempts.map { $0.retryDelay == nil } == [false, false, true])
                #expect(attempts.last?.usage?.outputTokens == 15)
            }
        }

        @Test func `A reader of events sees the message begin again`() async throws {
            try await Upstream.run { upstream in
                script(upstream, [[.errorEvent(type: "overloaded_error", at: 2)]])
                let response = try await upstream.client.stream(
                    upstream.request, options: .retrying(1))
                var starts = 0
                for try await event in response.events {
                    if case .messageStart = event { starts += 1 }
                }
                #expect(starts == 2)
                #expect(response.ending == .complete)
            }
        }

        @Test(arguments: ["/v1", "/v1/messages", "/v1/messages/"])
        func `A base URL that names more than the root is understood`(_ path: String) async throws {
            try await Upstream.run(configure: { $0.baseURL += path }) { upstream in
                let outcome = await Reading.text.read(upstream)
                #expect(outcome.text == ReplayRecording.answerText)
            }
        }

        @Test func `A base URL behind which there is nothing is named`() async throws {
            try await Upstream.run(configure: { $0.baseURL += "/nowhere" }) { upstream in
                let error = try #require(await Reading.text.read(upstream).error)
                #expect(error.code == .notFound)
                #expect(error.url == upstream.server.baseURL + "/nowhere/v1/messages")
                #expect(error.description.contains("/nowhere/v1/messages"))
            }
        }

        @Test func `Nobody listens`() async throws {
            let client = try await Upstream.run { upstream in
                MessageClient(
                    configuration: .init(baseURL: upstream.server.baseURL))
            }
            let error = await #expect(throws: MessageStreamClientError.self) {
                _ = try await client.stream(
                    MessageRequest(model: "m", maxTokens: 1, messages: []), options: .retrying(1))
            }
            #expect(error?.code == .connectionFailed)
            #expect(error?.attemptCount == 2)
            #expect(error?.description.contains("/v1/messages") == true)
            try await client.shutdown()
        }

        @Test func `Waits are those of the policy, by the client's clock and dice`() async throws {
            let slept = Mutex<[Duration]>([])
            let time = TimeSource(
                now: TimeSource.system.now,
                sleep: { duration in
                    // The watchdog of a refusal, whose body may take ten seconds.
                    if duration > .seconds(9) { return try await TimeSource.system.sleep(duration) }
                    slept.withLock { $0.append(duration) }
                }, random: { 0.5 })
            try await Upstream.run(
                [.answer], ReplayBehaviour(faults: [.status(500)]), time: time
            ) { upstream in
                upstream.server.respond(
                    with: [nil, nil, "7", "61"].map {
                        ReplayBehaviour(faults: [.status(500, retryAfter: $0)])
                    })
                // Without timeouts no other watchdog sleeps.
                let options = RequestOptions(
                    timeouts: Timeouts(firstByte: nil, idle: nil),
                    retries: RetryPolicy(maximumRetries: 9))
                let outcome = await Reading.text.read(upstream, options)
                #expect(outcome.error?.retryAfter == .seconds(61))
                #expect(
                    slept.withLock { $0 } == [
                        .seconds(0.5 * 0.875), .seconds(1 * 0.875), .seconds(7),
                    ])
            }
        }
    }
#endif
