#if Relay
    import MessageStreamRelay
    import MessageStreamReplay
    import PartialJSON
    import ServerSentEvents
    import TestSupport
    import Testing

    /// `/chat/stream`, and the rest of an answer for those who lost their connection.
    @Suite(.timeLimit(.minutes(5)))
    struct ChatStreamTests {
        private static let question = #"{"message": "hi"}"#

        /// The joined text, the last event's id and whether the answer is done.
        private static func read(_ bytes: [UInt8]) throws -> (
            text: String, id: String, isDone: Bool
        ) {
            var decoder = ServerSentEventDecoder()
            var text = ""
            var id = ""
            var isDone = false
            try bytes.span.withEvents(of: &decoder) { event in
                id = event.lastEventID
                if event.data == "[DONE]" {
                    isDone = true
                } else if let content = try JSONValue(parsing: Array(event.data.utf8))["content"] {
                    text += content.string ?? ""
                }
            }
            return (text, id, isDone)
        }

        @Test func `an answer comes as small events and is done`() async throws {
            try await withRelay(before: [[.texts(50)]]) { relay, upstreams in
                let (response, end) = try await answer(
                    of: relay, "POST /chat/stream", body: Self.question)
                #expect(response.status == 200)
                #expect(response.headers["content-type"] == "text/event-stream; charset=utf-8")
                #expect(response.headers["cache-control"] == "no-cache")
                #expect(response.headers["x-accel-buffering"] == "no")
                #expect(response.isWhole && end == nil)
                let answer = try Self.read(response.body)
                #expect(answer.text == ReplayRecording.text(50))
                #expect(answer.isDone)
                let id = try #require(response.headers["x-answer-id"])
                #expect(answer.id == "\(id)-51")
                let request = try #require(upstreams[0].receivedRequests.first)
                let body = try JSONValue(parsing: request.body)
                #expect(body["stream"]?.bool == true)
                #expect(body["messages"]?[0]?["content"]?.string == "hi")
                #expect(request[header: "anthropic-version"] == "2023-06-01")
            }
        }

        @Test(arguments: [
            ("{", 400, "invalid_request_error"), (#"{"mesage": "hi"}"#, 400, "mesage"),
            (#"{"message": ""}"#, 400, "message"),
        ])
        func `a question that is none is refused`(
            body: String, status: Int, words: String
        ) async throws {
            try await withRelay { relay, upstreams in
                let (response, _) = try await answer(of: relay, "POST /chat/stream", body: body)
                #expect(response.status == status)
                #expect(response.text.contains(words))
                #expect(upstreams[0].receivedRequests.isEmpty)
            }
        }

        @Test func `a refusal of the upstream is one of the chat`() async throws {
            try await withRelay { relay, upstreams in
                upstreams[0].respond(
                    with: [ReplayBehaviour(faults: try Fault.list("status=529;retry-after=3"))])
                let (response, _) = try await answer(
                    of: relay, "POST /chat/stream", body: Self.question)
                #expect(response.status == 529)
                #expect(response.headers["retry-after"] == "3")
                #expect(response.text.contains(#""type":"overloaded_error""#))
            }
        }

        @Test func `a stream that is cut or fails ends with an error and is not done`()
            async throws
        {
            try await withRelay { relay, upstreams in
                for fault: Fault in [
                    .closeAfter(events: 8), .errorEvent(type: "overloaded_error", at: 8),
                ] {
                    upstreams[0].respond(with: [ReplayBehaviour(faults: [fault])])
                    let (response, _) = try await answer(
                        of: relay, "POST /chat/stream", body: Self.question)
                    #expect(response.isWhole)
                    #expect(response.text.contains(#"data: {"error": {"type": ""#))
                    #expect(!response.text.contains("[DONE]"))
                }
            }
        }

        @Test func `a reader that comes back gets the rest, and the upstream is asked once`()
            async throws
        {
            let recording = ReplayRecording.texts(400)
            try await withRelay(before: [[recording]]) { relay, upstreams in
                upstreams[0].respond(with: [ReplayBehaviour(pacing: .eventsPerSecond(400))])
                var first: RawConnection? = try RawConnection(port: relay.port)
                try first?.request("POST /chat/stream", body: Self.question)
                // Some events, and the connection breaks in the middle of one.
                let (bytes, _) = try await #require(first).bytes { bytes in
                    (RawResponse(bytes)?.body.count ?? 0) > 700
                }
                first = nil
                let begin = try #require(RawResponse(bytes))
                let seen = try Self.read(begin.body)
                #expect(!seen.isDone && !seen.text.isEmpty)
                let (rest, _) = try await answer(
                    of: relay, "GET /chat/stream", ["last-event-id": seen.id], body: nil)
                #expect(rest.status == 200)
                #expect(rest.isWhole)
                let end = try Self.read(rest.body)
                #expect(end.isDone)
                #expect(seen.text + end.text == ReplayRecording.text(400))
                #expect(upstreams[0].receivedRequests.count == 1)
                let nothing = try await answer(
                    of: relay, "GET /chat/stream", ["last-event-id": end.id], body: nil
                ).response
                #expect(nothing.status == 204)
                let id = try #require(begin.headers["x-answer-id"])
                let all = try await answer(
                    of: relay, "GET /chat/stream", ["last-event-id": id], body: nil
                ).response
                #expect(try Self.read(all.body).text == ReplayRecording.text(400))
            }
        }

        @Test func `an answer that nobody reads any more is given up after the grace time`()
            async throws
        {
            try await withRelay({ $0.chat.resumption.graceTime = .milliseconds(50) }) {
                relay, upstreams in
                upstreams[0].respond(with: [ReplayBehaviour(faults: [.stallAfter(events: 6)])])
                var connection: RawConnection? = try RawConnection(port: relay.port)
                try connection?.request("POST /chat/stream", body: Self.question)
                _ = try await connection?.read()
                connection = nil
                #expect(try await upstreams[0].waitForClientClose().requestNumber == 1)
            }
        }

        @Test func `stopping an answer cancels it upstream at once`() async throws {
            try await withRelay { relay, upstreams in
                upstreams[0].respond(with: [ReplayBehaviour(faults: [.stallAfter(events: 6)])])
                let connection = try RawConnection(port: relay.port)
                try connection.request("POST /chat/stream", body: Self.question)
                let (bytes, _) = try await connection.bytes { RawResponse($0) != nil }
                let id = try #require(RawResponse(bytes)?.headers["x-answer-id"])
                let stop = try await answer(
                    of: relay, "DELETE /chat/stream", ["last-event-id": "\(id)-2"], body: nil)
                #expect(stop.response.status == 204)
                #expect(try await upstreams[0].waitForClientClose().requestNumber == 1)
                let again = try await answer(
                    of: relay, "DELETE /chat/stream", ["last-event-id": id], body: nil)
                #expect(again.response.status == 410)
            }
        }

        @Test func `an unknown answer is gone, and so is another client's`() async throws {
            try await withRelay({ configuration in
                configuration.clientKeys = ["alice", "bob"].map {
                    ClientKey(name: $0, sha256: ClientKey.hash(of: "\($0)-key") ?? "")!
                }
            }) { relay, _ in
                let alice = ["x-api-key": "alice-key"]
                let (response, _) = try await answer(
                    of: relay, "POST /chat/stream", alice, body: Self.question)
                let id = try #require(response.headers["x-answer-id"])
                for (key, id, status) in [
                    ("alice-key", id, 200), ("bob-key", id, 410), ("eve-key", id, 401),
                    ("alice-key", String(repeating: "0", count: 32), 410), ("alice-key", "x", 400),
                ] {
                    let (response, _) = try await answer(
                        of: relay, "GET /chat/stream", ["x-api-key": key, "last-event-id": id],
                        body: nil)
                    #expect(response.status == status, "\(key) \(id)")
                }
            }
        }

        @Test func `a silent upstream is bridged by comments between events`() async throws {
            try await withRelay({ $0.chat.heartbeatInterval = .milliseconds(20) }) {
                relay, upstreams in
                upstreams[0].respond(with: [ReplayBehaviour(faults: [.stallAfter(events: 12)])])
                let connection = try RawConnection(port: relay.port)
                try connection.request("POST /chat/stream", body: Self.question)
                let (bytes, _) = try await connection.bytes { bytes in
                    RawResponse(bytes)?.text.contains(": heartbeat\n\n: heartbeat\n\n") ?? false
                }
                let text = try #require(RawResponse(bytes)?.text)
                #expect(!text.replacing(": heartbeat\n\n", with: "").contains("heartbeat"))
            }
        }
    }

    extension Span<UInt8> {
        /// Passes every event to `body`.
        fileprivate func withEvents(
            of decoder: inout ServerSentEventDecoder, _ body: (ServerSentEvent) throws -> Void
        ) throws {
            var input = self
            while let event = try decoder.next(from: &input) { try body(event) }
        }
    }
#endif
