#if Relay
    import Foundation
    import Logging
    import PartialJSON
    import Synchronization
    import Testing

    @testable import MessageStreamRelay

    @Suite("The access log")
    struct AccessLogTests {
        /// What an access log in JSON writes, a line an element.
        private static func lines(_ requests: [RelayedRequest]) throws -> [String] {
            let pipe = Pipe()
            let output = JSONLogHandler.Output(pipe.fileHandleForWriting)
            let log = AccessLog(.json, output: output)
            for request in requests { log.record(request) }
            return try read(pipe, behind: output)
        }

        private static func read(
            _ pipe: Pipe, behind output: JSONLogHandler.Output
        ) throws -> [String] {
            output.flush(within: .seconds(60))
            try pipe.fileHandleForWriting.close()
            let text = String(
                decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            #expect(text.isEmpty || text.hasSuffix("\n"))
            return text.split(separator: "\n").map(String.init)
        }

        @Test func `a request is one JSON object with its numbers`() throws {
            let lines = try Self.lines([
                .example {
                    $0.toolNames = ["read_file", "read_file"]
                    $0.cacheCreationInputTokens = 7
                }
            ])
            try #require(lines.count == 1)
            let object = try #require(JSONValue(parsing: lines[0]).object)
            var rest = object
            let time = try #require(rest["time"]?.string)
            #expect(throws: Never.self) {
                try Date(
                    time,
                    strategy: .iso8601.year().month().day().time(includingFractionalSeconds: true))
            }
            rest["time"] = nil
            #expect(
                rest == [
                    "level": "info", "label": "message-stream.relay.access", "message": "request",
                    "id": "r-1", "route": "messages", "status": 200, "ending": "complete",
                    "stream": true, "attempts": 1, "duration_ms": 2000.0,
                    "time_to_first_token_ms": 500.0, "request_bytes": 100, "response_bytes": 2000,
                    "events": 20, "key": "alice", "upstream": "anthropic", "model": "claude-demo",
                    "stop_reason": "end_turn", "input_tokens": 12, "output_tokens": 16,
                    "cache_read_input_tokens": 1024, "cache_creation_input_tokens": 7,
                    "tools": ["read_file", "read_file"],
                ])
            #expect(Array(object.keys.prefix(4)) == ["time", "level", "label", "message"])
        }

        @Test func `what is not known is left out`() throws {
            let now = ContinuousClock.now
            var request = RelayedRequest(
                id: "r-2", route: .other, ending: .rejected, start: now, end: now)
            request.rejection = "route"
            let object = try #require(JSONValue(parsing: try Self.lines([request])[0]).object)
            #expect(
                Set(object.keys) == [
                    "time", "level", "label", "message", "id", "route", "status", "ending",
                    "stream",
                    "attempts", "duration_ms", "request_bytes", "response_bytes", "events",
                    "rejection",
                ])
        }

        @Test func `counts that cannot be read are said, and what is assumed of them`() throws {
            let lines = try Self.lines([
                .example {
                    ($0.outputTokens, $0.estimatedOutputTokens) = (nil, 77)
                    $0.unreadableCounts = ["output_tokens"]
                }
            ])
            let object = try #require(JSONValue(parsing: lines[0]).object)
            #expect(object["unreadable_counts"] == ["output_tokens"])
            #expect(object["estimated_output_tokens"] == 77)
            #expect(object["estimated"] == true)
            #expect(object["output_tokens"] == nil)
            #expect(object["estimated_input_tokens"] == nil)
        }

        private static let hostile =
            "a\nb\r\t\u{1B}[2J\"\\\u{0}\u{7F}\u{85}\u{2028}\u{202E}\u{E0001}"

        @Test func `control characters are escaped, and come back when the line is read`() throws {
            let lines = try Self.lines([.example { $0.model = Self.hostile }])
            try #require(lines.count == 1)
            #expect(lines[0].unicodeScalars.allSatisfy { 0x20...0x7E ~= $0.value })
            #expect(try JSONValue(parsing: lines[0])["model"]?.string == Self.hostile)
        }

        @Test func `a line is bounded, whatever the names`() throws {
            let long = String(repeating: "\u{85}", count: 1 << 16)
            let lines = try Self.lines([
                .example {
                    ($0.id, $0.keyName, $0.upstreamName, $0.model) = (long, long, long, long)
                    ($0.rejection, $0.stopReason, $0.errorType) = (long, long, long)
                    $0.toolNames = Array(repeating: long, count: 100)
                }
            ])
            #expect(lines.count == 1)
            // A name of 128 bytes is 64 characters here, each six bytes long when escaped.
            #expect(lines[0].utf8.count < 8192)
            #expect(try JSONValue(parsing: lines[0])["tools"]?.array?.count == 16)
        }

        @Test func `lines of many threads are whole`() async throws {
            let file = FileManager.default.temporaryDirectory.appending(
                path: "access-log-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: file) }
            try Data().write(to: file)
            let output = JSONLogHandler.Output(try FileHandle(forWritingTo: file))
            let log = AccessLog(.json, output: output)
            await withTaskGroup { group in
                for task in 0..<8 {
                    group.addTask {
                        for number in 0..<200 {
                            log.record(.example { $0.id = "r-\(task)-\(number)" })
                        }
                    }
                }
            }
            output.flush(within: .seconds(60))
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            let ids = try lines.map { try JSONValue(parsing: String($0))["id"]?.string }
            #expect(ids.count == 1600)
            #expect(Set(ids).count == 1600)
        }

        @Test func `metadata of any shape is JSON`() throws {
            let pipe = Pipe()
            let output = JSONLogHandler.Output(pipe.fileHandleForWriting)
            var logger = Logger(label: "test") { JSONLogHandler(label: $0, output: output) }
            logger[metadataKey: "always"] = "there"
            logger.debug("not this")
            logger.warning(
                "say \"hello\"",
                metadata: [
                    "level": "not mine", "list": ["a", ["b": "c", "a": "d"]],
                    "number": .stringConvertible(-1.5), "flag": .stringConvertible(false),
                    "nan": .stringConvertible(Double.nan), "empty": [:],
                ])
            let lines = try Self.read(pipe, behind: output)
            try #require(lines.count == 1)
            var object = try #require(JSONValue(parsing: lines[0]).object)
            object["time"] = nil
            #expect(
                object == [
                    "level": "warning", "label": "test", "message": "say \"hello\"",
                    "always": "there", "list": ["a", ["a": "d", "b": "c"]], "number": -1.5,
                    "flag": false, "nan": "nan", "empty": [:],
                ])
        }

        @Test func `a log that cannot be written stops nothing`() throws {
            let pipe = Pipe()
            let output = JSONLogHandler.Output(pipe.fileHandleForWriting)
            let log = AccessLog(.json, output: output)
            try pipe.fileHandleForWriting.close()
            log.record(.example())
            output.flush(within: .seconds(60))
        }

        @Test(.timeLimit(.minutes(1)))
        func `a reader that does not read holds nothing up, and is told what it missed`() throws {
            let pipe = Pipe()
            let output = JSONLogHandler.Output(pipe.fileHandleForWriting)
            let line = String(repeating: "x", count: 999) + "\n"
            let count = 4 * JSONLogHandler.Output.greatestBacklog / line.utf8.count
            for _ in 0..<count { output.write(line) }
            let dropped = output.droppedLines
            #expect(dropped > count / 2)
            Thread.detachNewThread {
                output.flush(within: .seconds(60))
                try? pipe.fileHandleForWriting.close()
            }
            let all = try #require(try pipe.fileHandleForReading.readToEnd())
            let lines = String(decoding: all, as: UTF8.self).split(separator: "\n")
            #expect(lines.filter { $0 == line.dropLast() }.count == count - dropped)
            let told = try lines.filter { $0.hasPrefix("{") }.map {
                try JSONValue(parsing: String($0))["lines"]?.int ?? 0
            }
            #expect(told.reduce(0, +) == dropped)
        }

        /// Keeps what is logged.
        private struct Recorder: LogHandler {
            final class Events: Sendable {
                let metadata = Mutex<[Logger.Metadata]>([])
            }
            let events: Events
            var logLevel = Logger.Level.info
            var metadata: Logger.Metadata = [:]
            subscript(metadataKey key: String) -> Logger.Metadata.Value? {
                get { metadata[key] }
                set { metadata[key] = newValue }
            }
            func log(event: LogEvent) {
                events.metadata.withLock { $0.append(event.metadata ?? [:]) }
            }
        }

        @Test func `text has the names with nothing that could pass for something else`() throws {
            let events = Recorder.Events()
            let logger = Logger(label: "test") { _ in Recorder(events: events) }
            AccessLog(.text, logger: logger).record(
                .example {
                    $0.model = "a ending=complete\n\u{6a21}\\" + String(repeating: "m", count: 500)
                })
            let recorded = events.metadata.withLock { $0 }
            let metadata = try #require(recorded.first)
            let model = try #require(metadata["model"]).description
            #expect(model.hasPrefix(#"a\u{20}ending=complete\u{a}\u{6a21}\u{5c}mmm"#))
            #expect(model.hasSuffix("mmm..."))
            #expect(model.utf8.count <= LogText.maximumNameBytes + 3)
            #expect(metadata["status"] == .stringConvertible(200))
        }

        @Test func `off is silent`() {
            let events = Recorder.Events()
            let logger = Logger(label: "test") { _ in Recorder(events: events) }
            AccessLog(.off, logger: logger).record(.example())
            let recorded = events.metadata.withLock { $0 }
            #expect(recorded.isEmpty)
        }
    }
#endif
