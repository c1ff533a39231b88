#if CommandLine && Relay
    import Foundation
    import MessageStreamReplay
    import PartialJSON
    import TestSupport
    import Testing

    /// `message-stream load` as a process.
    @Suite(.timeLimit(.minutes(5)))
    struct LoadCommandTests {
        @Test(arguments: [
            ["--streams", "0"], ["--streams", "x"], ["--events", "0"], ["--repeat", "0"],
            ["--url", "https://127.0.0.1"], ["--url", "127.0.0.1:80"], ["--window", "-1"],
            ["--upstream", "nowhere"], ["--upstream", "127.0.0.1:0"], ["--header", "none"],
            ["--header", "a: b\r\nc: d"], ["--process", "me"], ["--patience", "0"],
            ["--rate", "1"], ["--per-write", "bulk"], ["--duration", "1"],
            ["--upstream", "127.0.0.1:9", "--rate", "0"],
            ["--upstream", "127.0.0.1:9", "--rate", "1", "--per-write", "bulk"],
            ["--upstream", "127.0.0.1:9", "--duration", "1", "--events", "1"],
        ])
        func `a wrong command line is refused`(_ arguments: [String]) async throws {
            let run = try await CommandRun(["load"] + arguments)
            #expect(run.status == 64)
            #expect(run.output == "")
        }

        @Test func `a server's streams are read to their ends`() async throws {
            let server = try await ReplayServer.start()
            let run = try await CommandRun(
                "load", "--url", "\(server.baseURL)", "--streams", "4", "--repeat", "3", "--json")
            await server.stop()
            #expect(run.errors == "")
            #expect(run.status == 0)
            let report = try JSONValue(parsing: Array(run.output.utf8))
            #expect(report["streams"]?["passed"] == 12)
        }

        @Test func `streams that break off are a failure`() async throws {
            let server = try await ReplayServer.start(
                behaviour: ReplayBehaviour(faults: [.truncated(after: 2)]))
            let run = try await CommandRun(
                "load", "--url", "\(server.baseURL)", "--streams", "3", "--patience", "5")
            await server.stop()
            #expect(run.output.hasPrefix("streams   0 passed, 3 failed\n"))
            #expect(run.errors.hasPrefix("message-stream: load: 3 streams failed"))
            #expect(run.status == 1)
        }

        @Test func `a process that is not there is told`() async throws {
            let run = try await CommandRun("load", "--process", "2147483647")
            #expect(run.errors.hasPrefix("message-stream: load: "))
            #expect(run.status == 69)
        }
    }
#endif
