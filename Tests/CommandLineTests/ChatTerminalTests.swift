#if CommandLine && Client && Relay && os(Linux)
    import Foundation
    import MessageStreamReplay
    import PartialJSON
    import Testing

    /// `message-stream chat` on a terminal.
    @Suite(
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"),
            "there is no /usr/bin/script"),
        .timeLimit(.minutes(5)))
    struct ChatTerminalTests {
        private static let interrupt = "\u{3}"
        private static let endOfInput = "\u{4}"

        @Test func aFirstInterruptCancelsTheAnswerAndTheNextLeaves() async throws {
            let server = try await ReplayServer.start()
            // Up to the text, and then nothing more: an answer that is over cannot be cancelled.
            let cut = ReplayBehaviour(faults: [.stallAfter(events: 12)])
            server.respond(with: [cut, cut])
            let session = try TypedSession("$0 chat --base-url $1", server.baseURL)
            try await session.wait(for: "> ")
            session.type("Good morning!\n")
            try await session.wait(for: "你好")
            session.type(Self.interrupt)
            let cancelled = try await session.wait(for: "cancelled\r\n> ")
            #expect(cancelled.contains("1 output tokens so far; stop reason: none\n"))

            session.type("Again!\n")
            try await session.wait(for: "你好")
            session.type(Self.interrupt)
            try await session.wait(for: "cancelled\r\n> ")
            session.type(Self.interrupt)
            #expect(try await session.waitForEnd().status == 0)
            await server.stop()
        }

        @Test func whatWasSeenOfACancelledAnswerStaysInTheConversation() async throws {
            let recording = ReplayRecording(
                name: "answer", bytes: Array(Recordings.spoken("One, ", "two", ", three.").utf8))
            let server = try await ReplayServer.start(recordings: [recording])
            // Two pieces of text, and then nothing more.
            server.respond(with: [ReplayBehaviour(faults: [.stallAfter(events: 4)])])
            let session = try TypedSession("$0 chat --base-url $1", server.baseURL)
            try await session.wait(for: "> ")
            session.type("Count!\n")
            try await session.wait(for: "One, two")
            session.type(Self.interrupt)
            _ = try await server.waitForClientClose()
            try await session.wait(for: "cancelled\r\n> ")
            session.type("Go on.\n")
            try await session.wait(for: "One, two, three.\r\n")
            try await session.wait(for: "> ")
            session.type(Self.endOfInput)
            #expect(try await session.waitForEnd().status == 0)

            let body = try JSONValue(parsing: server.receivedRequests[1].body)
            let texts = body["messages"]?.array?.map { $0["content"]?[0]?["text"] }
            #expect(texts == ["Count!", "One, two", "Go on."])
            await server.stop()
        }

        @Test func anInterruptBeforeTheAnswerBeginsCancelsIt() async throws {
            let server = try await ReplayServer.start()
            server.respond(with: [ReplayBehaviour(faults: [.stallBeforeHeaders])])
            let session = try TypedSession("$0 chat --base-url $1 'Hi there'", server.baseURL)
            await server.waitUntil(requests: 1)
            session.type(Self.interrupt)
            try await session.wait(for: "cancelled\r\n> ")
            session.type("Again\n")
            try await session.wait(for: "usage: ")
            try await session.wait(for: "> ")
            session.type(Self.endOfInput)
            #expect(try await session.waitForEnd().status == 0)
            let body = try JSONValue(parsing: server.receivedRequests[1].body)
            #expect(body["messages"]?.array?.count == 1)
            #expect(body["messages"]?[0]?["content"]?[0]?["text"] == "Again")
            await server.stop()
        }

        @Test func aToolInputGrowsAndIsThenShownAsAWhole() async throws {
            let session = try TypedSession("$0 chat --replay --events-per-second 1000 'Hi there'")
            let shown = try await session.wait(for: "stop reason: tool_use\r\n")
            let line = "\r\u{1b}[K"
            #expect(shown.contains("\n" + line + "tool calculator {}"))
            #expect(shown.contains(line + "tool calculator {\"expression\": \"2+2\"}\nusage: "))
            try await session.wait(for: "> ")
            session.type(Self.interrupt)
            #expect(try await session.waitForEnd().status == 0)
        }

        @Test func aFailedAnswerDoesNotEndTheChat() async throws {
            let server = try await ReplayServer.start()
            server.respond(with: [ReplayBehaviour(faults: [.status(400)])])
            let session = try TypedSession("$0 chat --base-url $1 'Hi there'", server.baseURL)
            try await session.wait(for: "message-stream: chat: the API does not understand")
            try await session.wait(for: "> ")
            session.type("Again\n")
            try await session.wait(for: "usage: ")
            try await session.wait(for: "> ")
            session.type(Self.endOfInput)
            #expect(try await session.waitForEnd().status == 69)
            await server.stop()
        }
    }
#endif
