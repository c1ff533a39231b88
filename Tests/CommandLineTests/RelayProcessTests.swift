#if CommandLine && Relay
    import Foundation
    import MessageStreamReplay
    import TestSupport
    import Testing

    /// Signals, and a log that nobody reads, of `message-stream relay` as a process.
    @Suite(.timeLimit(.minutes(2)))
    struct RelayProcessTests {
        /// A relay that has said where it listens.
        private static func start(
            _ upstream: ReplayServer, _ more: [String] = [], shell: String? = nil
        ) async throws -> (RunningCommand, port: Int) {
            let arguments =
                [
                    "relay", "--port", "0", "--upstream", "name=api,url=\(upstream.baseURL)",
                    "--set", "relay.drainTimeout=3600s",
                ] + more
            let relay =
                try shell.map { try RunningCommand(shell: $0, arguments) }
                ?? RunningCommand(arguments)
            let start = await relay.errors { $0.contains(/listening at http:.+?:[0-9]+\n/) }
            let port = try #require(start.firstMatch(of: /listening at http:.+?:([0-9]+)\n/)?.1)
            return (relay, try #require(Int(port)))
        }

        private static func stalled() async throws -> ReplayServer {
            try await ReplayServer.start(
                recordings: [.demo],
                behaviour: ReplayBehaviour(faults: [.stallAfter(events: 3)]))
        }

        private static let health = "GET /health HTTP/1.1\r\nhost: a\r\n\r\n"

        @Test(arguments: [SIGHUP, SIGINT, SIGTERM], [SIGHUP, SIGTERM])
        func `the first signal lets streams end, the second ends them, each told so`(
            first: Int32, second: Int32
        ) async throws {
            let upstream = try await Self.stalled()
            let (relay, port) = try await Self.start(upstream)
            let stream = try RawConnection(port: port)
            try stream.ask()
            let (begin, _) = try await stream.bytes { $0.contains(0x7B) }
            relay.send(first)
            // Draining has begun when nobody listens any more.
            while (try? RawConnection(port: port)) != nil { await Task.yield() }
            relay.send(second)
            let (rest, end) = try await stream.bytes { _ in false }
            #expect(end == .end)
            let response = try #require(RawResponse(begin + rest))
            #expect(response.isWhole)
            #expect(response.text.contains("the relay is shutting down"))
            #expect(await relay.status() == 0)
            await upstream.stop()
        }

        @Test func `a hangup that the process was started to ignore is ignored`() async throws {
            let upstream = try await Self.stalled()
            let (relay, port) = try await Self.start(
                upstream, shell: #"trap '' HUP; exec "$0" "$@""#)
            let connection = try RawConnection(port: port)
            relay.send(SIGHUP)
            for _ in 0..<2 {
                try connection.send(Self.health)
                #expect(try await connection.response().0.status == 200)
            }
            relay.send(SIGTERM)
            #expect(await relay.status() == 0)
            await upstream.stop()
        }

        @Test(arguments: ["text", "json"], [false, true])
        func `a log that nobody reads stops nothing`(
            format: String, isReadAgain: Bool
        ) async throws {
            let upstream = try await ReplayServer.start(recordings: [.demo])
            let (relay, port) = try await Self.start(upstream, ["--access-log", format])
            // What a pipe takes, what may wait, and as much again; a line has more than 200 bytes.
            let count = (2 * 1024 * 1024 + 65536) / 200 / 8
            try await withThrowingTaskGroup { tasks in
                for _ in 0..<8 {
                    tasks.addTask {
                        let connection = try RawConnection(port: port)
                        for _ in 0..<count {
                            try connection.send("GET /nothing HTTP/1.1\r\nhost: a\r\n\r\n")
                            #expect(try await connection.response().0.status == 404)
                        }
                    }
                }
                try await tasks.waitForAll()
            }
            let connection = try RawConnection(port: port)
            try connection.send("GET /metrics HTTP/1.1\r\nhost: a\r\n\r\n")
            let metrics = try await connection.response().0.text
            let name = /message_stream_relay_dropped_log_lines_total ([0-9]+)/
            let dropped = try #require(metrics.firstMatch(of: name).flatMap { Int($0.1) })
            #expect(dropped > 0)
            if isReadAgain {
                let log = await relay.errors { $0.contains(/"lines":[0-9]+[,}]/) }
                #expect(log.contains(#""lines":\#(dropped)"#))
            }
            relay.terminate()
            #expect(await relay.status() == 0)
            await upstream.stop()
        }
    }
#endif
