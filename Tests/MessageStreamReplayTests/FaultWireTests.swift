#if Relay
    import MessageStreamReplay
    import TestSupport
    import PartialJSON
    import Testing

    /// What each fault does to the bytes on the wire and to the connection.
    @Suite(.timeLimit(.minutes(5)))
    struct FaultWireTests {
        private static let events = ReplayRecording.shortEvents

        /// A fault that lets an answer with status 200 begin, and what comes of it.
        struct Case: Sendable, CustomTestStringConvertible {
            var fault: String
            var text: String
            var isWhole = true
            var end: RawConnection.Read?

            var testDescription: String { fault }
        }

        private static let cases = [
            Case(fault: "", text: events.joined()),
            Case(fault: "reset-after=2", text: first(2), isWhole: false, end: .reset),
            Case(fault: "reset-after=0", text: "", isWhole: false, end: .reset),
            Case(fault: "close-after=2", text: first(2), isWhole: false, end: .end),
            Case(fault: "truncated-after=2", text: first(2)),
            Case(fault: "truncated-after=99", text: events.joined()),
            Case(fault: "no-message-stop", text: first(3)),
            Case(
                fault: "error=overloaded_error@1",
                text: first(1) + "event: error\n"
                    + #"data: {"type":"error","error":{"type":"overloaded_error","#
                    + #""message":"replayed fault"}}"# + "\n\n"),
            Case(fault: "done", text: events.joined() + "data: [DONE]\n\n"),
            Case(
                fault: "no-event-lines",
                text: events.joined().split(separator: "\n", omittingEmptySubsequences: false)
                    .filter { !$0.hasPrefix("event:") }.joined(separator: "\n")),
            Case(
                fault: "crlf",
                text: events.joined().split(separator: "\n", omittingEmptySubsequences: false)
                    .joined(separator: "\r\n")),
            Case(fault: "bom", text: "\u{FEFF}" + events.joined()),
            Case(fault: "truncated-after=3, error=api_error@9, close-after=5", text: first(3)),
            Case(
                fault: "bom, crlf, truncated-after=1",
                text: "\u{FEFF}"
                    + first(1).split(separator: "\n", omittingEmptySubsequences: false)
                    .joined(separator: "\r\n")),
        ]

        private static func first(_ count: Int) -> String { events.prefix(count).joined() }

        @Test(arguments: cases)
        func theStreamIsFaultyAsAsked(_ expected: Case) async throws {
            try await withServer([.short]) { server in
                let (response, end) = try await answer(
                    of: server, ["x-replay-fault": expected.fault])
                #expect(response.status == 200)
                #expect(response.headers["content-type"] == "text/event-stream; charset=utf-8")
                #expect(response.headers["cache-control"] == "no-cache")
                #expect(response.headers["request-id"] == "req_replay_1")
                #expect(response.text.utf8.elementsEqual(expected.text.utf8))
                #expect(response.isWhole == expected.isWhole)
                #expect(end == expected.end)
            }
        }

        @Test func whatCameBeforeACloseIsNotLost() async throws {
            // More than any socket buffers: most of it waits in the server when that closes.
            let text = "data: " + String(repeating: "x", count: 32 << 20) + "\n\n"
            let long = ReplayRecording(name: "long", text: text)
            try await withServer([long]) { server in
                let connection = try RawConnection(port: server.port)
                try connection.ask(["x-replay-fault": "close-after=1"])
                var count = 0
                while case .bytes(let bytes) = try await connection.read(atMost: 1 << 20) {
                    count += bytes.count
                }
                #expect(count > text.utf8.count)
            }
        }

        @Test func aResetBeforeTheHeadersLeavesNothing() async throws {
            try await withServer { server in
                let connection = try RawConnection(port: server.port)
                try connection.ask(["x-replay-fault": "reset-before-headers"])
                let (bytes, end) = try await connection.bytes { _ in false }
                #expect(bytes == [])
                #expect(end == .reset)
            }
        }

        /// Faults after which nothing comes, and what has come before.
        @Test(arguments: [
            ("stall-before-headers", 0), ("stall-after=0", 0), ("stall-after=3", 3),
            ("left-open", 4),
        ])
        func aStallEndsOnlyWithTheClient(_ fault: String, events: Int) async throws {
            try await withServer([.short]) { server in
                let expected = Self.first(events)
                do {
                    let connection = try RawConnection(port: server.port)
                    try connection.ask(["x-replay-fault": fault])
                    let (bytes, _) = try await connection.bytes { bytes in
                        RawResponse(bytes)?.text == expected || fault == "stall-before-headers"
                    }
                    #expect(RawResponse(bytes)?.isWhole != true)
                    await server.waitUntil(requests: 1)
                    #expect(server.openConnections == 1)
                    #expect(server.receivedRequests.count == 1)
                    connection.endSending()
                    #expect(try await connection.read() == .end)
                }
                let close = try await server.waitForClientClose()
                #expect(close.requestNumber == 1)
                await server.waitUntil(openConnections: 0)
            }
        }

        @Test(arguments: [
            (400, "invalid_request_error"), (401, "authentication_error"),
            (403, "permission_error"), (404, "not_found_error"), (413, "request_too_large"),
            (429, "rate_limit_error"), (500, "api_error"), (529, "overloaded_error"),
        ])
        func aStatusComesWithTheErrorOfTheAPI(_ status: Int, type: String) async throws {
            try await withServer { server in
                let (response, _) = try await answer(
                    of: server, ["x-replay-fault": "status=\(status)"])
                #expect(response.status == status)
                #expect(response.headers["content-type"] == "application/json")
                #expect(response.headers["retry-after"] == nil)
                let body = try JSONValue(parsing: response.body)
                #expect(body["type"] == "error")
                #expect(body["error"]?["type"]?.string == type)
                #expect(body["request_id"]?.string == response.headers["request-id"])
            }
        }

        @Test func aStatusSaysWhenToTryAgain() async throws {
            try await withServer { server in
                let date = "Fri, 31 Dec 1999 23:59:59 GMT"
                let fault = """
                    status=429;retry-after="\(date)";retry-after-ms=50;should-retry=false, crlf
                    """
                let (response, _) = try await answer(of: server, ["x-replay-fault": fault])
                #expect(response.status == 429)
                #expect(response.headers["retry-after"] == date)
                #expect(response.headers["retry-after-ms"] == "50")
                #expect(response.headers["x-should-retry"] == "false")
            }
        }

        @Test func aWebPageTakesThePlaceOfTheAnswer() async throws {
            try await withServer { server in
                let (response, _) = try await answer(of: server, ["x-replay-fault": "html"])
                #expect(response.status == 200)
                #expect(response.headers["content-type"]?.hasPrefix("text/html") == true)
                #expect(response.text.hasPrefix("<!DOCTYPE html>"))
            }
        }

        @Test func aWholeMessageTakesThePlaceOfTheStream() async throws {
            try await withServer { server in
                let (response, _) = try await answer(of: server, ["x-replay-fault": "json"])
                #expect(response.headers["content-type"] == "application/json")
                #expect(try JSONValue(parsing: response.body)["type"] == "message")
            }
        }

        @Test(arguments: ["nonsense", "crlf, stall-after=x", "status=200", "bom,,,html;"])
        func anUnknownFaultIsRefused(_ fault: String) async throws {
            try await withServer { server in
                let (response, _) = try await answer(of: server, ["x-replay-fault": fault])
                #expect(response.status == 400)
                #expect(response.text.contains("is no fault"))
            }
        }
    }
#endif
