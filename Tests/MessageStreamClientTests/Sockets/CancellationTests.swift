#if Client && Relay
    import Foundation
    import MessageStream
    import MessageStreamReplay
    import Testing

    @testable import MessageStreamClient

    @Suite(.timeLimit(.minutes(5))) struct CancellationTests {
        private let stalled = ReplayBehaviour(faults: [.stallAfter(events: 5)])

        /// Reads until the stream has stalled: all that was sent has been read.
        private func readTwoPieces(
            _ iterator: inout MessageStreamResponse.Text.Iterator
        ) async throws {
            for piece in ReplayRecording.answerPieces.prefix(2) {
                #expect(try await iterator.next(isolation: nil) == piece)
            }
        }

        @Test func `Cancelling wakes a reader that waits, and closes the socket`() async throws {
            try await Upstream.run([.answer], stalled) { upstream in
                let response = try await upstream.client.stream(upstream.request)
                let (pieces, continuation) = AsyncStream.makeStream(of: String.self)
                async let error = { () async -> MessageStreamClientError? in
                    do throws(MessageStreamClientError) {
                        for try await piece in response.text { continuation.yield(piece) }
                        return nil
                    } catch {
                        return error
                    }
                }()
                var iterator = pieces.makeAsyncIterator()
                _ = await iterator.next()
                _ = await iterator.next()
                let start = ContinuousClock.now
                response.cancel()
                #expect(await error?.code == .cancelled)
                let close = try await upstream.server.waitForClientClose()
                print("cancel to socket closed, told by the server: \(close.time - start)")
                #expect(close.time - start < .seconds(30))
                #expect(response.ending == .cancelled)
                #expect(response.currentMessage?.text == "One, two, three.\n")
                #expect(response.isUsageProvisional)
                #expect(response.currentMessage?.usage.inputTokens == 25)
            }
        }

        @Test func `Cancelling from a plain thread works`() async throws {
            try await Upstream.run([.answer], stalled) { upstream in
                let response = try await upstream.client.stream(upstream.request)
                var iterator = response.text.makeAsyncIterator()
                try await readTwoPieces(&iterator)
                Thread { response.cancel() }.start()
                let error = await #expect(throws: MessageStreamClientError.self) {
                    _ = try await iterator.next(isolation: nil)
                }
                #expect(error?.code == .cancelled)
                _ = try await upstream.server.waitForClientClose()
            }
        }

        @Test(arguments: Reading.allCases)
        func `Cancelling the task that reads closes the socket`(_ reading: Reading) async throws {
            try await Upstream.run([.answer], stalled) { upstream in
                let response = try await upstream.client.stream(upstream.request)
                let task = Task {
                    var text = ""
                    do throws(MessageStreamClientError) {
                        try await reading.read(response, into: &text)
                        return nil as MessageStreamClientError?
                    } catch {
                        return error
                    }
                }
                await upstream.server.waitUntil(requests: 1)
                task.cancel()
                let error = await task.value
                #expect(error?.code == .cancelled)
                #expect(response.ending == .cancelled)
                _ = try await upstream.server.waitForClientClose()
            }
        }

        @Test(arguments: [Fault.stallBeforeHeaders, .stallAfter(events: 0)])
        func `Cancelling the task before the answer begins closes the socket`(
            _ fault: Fault
        ) async throws {
            try await Upstream.run([.answer], ReplayBehaviour(faults: [fault])) { upstream in
                let task = Task {
                    let outcome = await Reading.text.read(upstream)
                    return outcome.error?.code
                }
                await upstream.server.waitUntil(requests: 1)
                task.cancel()
                #expect(await task.value == .cancelled)
                _ = try await upstream.server.waitForClientClose()
            }
        }

        @Test func `Cancelling ends the wait before a retry`() async throws {
            let refused = ReplayBehaviour(faults: [.status(429, retryAfter: "50")])
            try await Upstream.run([.answer], refused) { upstream in
                let (attempts, continuation) = AsyncStream.makeStream(of: Void.self)
                var options = RequestOptions()
                options.attemptHook = { _ in continuation.yield() }
                let task = Task { [options] in
                    await Reading.text.read(upstream, options).error
                }
                var iterator = attempts.makeAsyncIterator()
                _ = await iterator.next()
                task.cancel()
                #expect(await task.value?.code == .cancelled)
            }
        }

        @Test func `A task that is cancelled before it begins sends nothing`() async throws {
            try await Upstream.run { upstream in
                let (begun, begin) = AsyncStream.makeStream(of: Void.self)
                let task = Task {
                    // Deaf to cancellation, so that the request is made after it.
                    await Task { for await _ in begun { break } }.value
                    return await Reading.text.read(upstream).error
                }
                task.cancel()
                begin.yield()
                #expect(await task.value?.code == .cancelled)
                #expect(upstream.server.receivedRequests.isEmpty)
            }
        }

        @Test func `A scope closes the socket while its body is busy`() async throws {
            try await Upstream.run([.answer], stalled) { upstream in
                let (started, start) = AsyncStream.makeStream(of: Void.self)
                let (closed, close) = AsyncStream.makeStream(of: Void.self)
                let task = Task {
                    try await upstream.client.withStream(upstream.request) { response in
                        start.yield()
                        // Busy, and deaf to cancellation.
                        await Task { for await _ in closed { break } }.value
                        return response.ending
                    }
                }
                for await _ in started { break }
                task.cancel()
                _ = try await upstream.server.waitForClientClose()
                close.yield()
                #expect(try await task.value == .cancelled)
            }
        }

        @Test func `A response that is let go closes the socket`() async throws {
            try await Upstream.run([.answer], stalled) { upstream in
                _ = try await upstream.client.stream(upstream.request)
                _ = try await upstream.server.waitForClientClose()
            }
        }

        @Test func `Leaving a loop closes the socket when nothing else holds the response`()
            async throws
        {
            try await Upstream.run([.answer], stalled) { upstream in
                for try await _ in try await upstream.client.stream(upstream.request).text { break }
                _ = try await upstream.server.waitForClientClose()
            }
        }

        @Test func `After leaving a loop the rest can be read`() async throws {
            try await Upstream.run { upstream in
                let response = try await upstream.client.stream(upstream.request)
                for try await _ in response.text { break }
                #expect(try await response.finalText() == ReplayRecording.answerText)
                var iterator = response.events.makeAsyncIterator()
                #expect(try await iterator.next(isolation: nil) == nil)
            }
        }

        @Test func `A task that holds an iterator can still ask for the final message`()
            async throws
        {
            try await Upstream.run { upstream in
                let response = try await upstream.client.stream(upstream.request)
                var iterator = response.text.makeAsyncIterator()
                _ = try await iterator.next(isolation: nil)
                #expect(try await response.finalText() == ReplayRecording.answerText)
                #expect(try await iterator.next(isolation: nil) == nil)
            }
        }

        @Test func `Asking for the final message leaves the reading to a task that reads`()
            async throws
        {
            try await Upstream.run(
                [.answer], ReplayBehaviour(pacing: .eventsPerSecond(100))
            ) { upstream in
                let response = try await upstream.client.stream(upstream.request)
                let (pieces, continuation) = AsyncStream.makeStream(of: String.self)
                let reader = Task {
                    defer { continuation.finish() }
                    for try await piece in response.text { continuation.yield(piece) }
                }
                var read = ""
                var iterator = pieces.makeAsyncIterator()
                read += await iterator.next() ?? ""
                async let message = response.finalMessage()
                while let piece = await iterator.next() { read += piece }
                #expect(read == ReplayRecording.answerText)
                #expect(try await message.text == read)
                try await reader.value
            }
        }
    }
#endif
