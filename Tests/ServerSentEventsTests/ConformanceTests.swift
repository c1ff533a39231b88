import ServerSentEvents
import TestSupport
import Testing

/// The cases of other decoders' test suites, each with what the standard says about it.
@Suite(.enabled(if: Conformance.isPresent, Comment(rawValue: Conformance.absence)))
struct ConformanceTests {
    /// A line of `sse/*.jsonl`, as the data's README describes it.
    struct Case: Decodable {
        struct Event: Decodable {
            var event: String
            var data: String
            var id: String?
            var retry: Int64?
            var lastEventID: String

            enum CodingKeys: String, CodingKey {
                case event, data, id, retry
                case lastEventID = "last_event_id"
            }
        }

        var name: String
        var chunks: [FixtureValue]
        var expected: [Event]
        var lastEventID: String
        var reconnectionTime: Int64?

        enum CodingKeys: String, CodingKey {
            case name, expected
            case chunks = "chunks_base64"
            case lastEventID = "last_event_id"
            case reconnectionTime = "reconnection_time"
        }

        /// What the standard dispatches, whatever the source suite (`deviates`) would like.
        var trace: [String] {
            let events = expected.map {
                EventTracer.line(
                    for: ServerSentEvent(
                        event: $0.event, data: $0.data, id: $0.id, retry: $0.retry,
                        lastEventID: $0.lastEventID))
            }
            let id = lastEventID.isEmpty ? "" : " lastEventID \(Corpus.quoted(lastEventID))"
            return events + ["end" + id + (reconnectionTime.map { " retry \($0)" } ?? "")]
        }
    }

    /// `lines.jsonl` states facts of another shape: see LineFactTests.
    static let files = Conformance.files(in: "sse", withExtension: "jsonl")
        .filter { $0 != "lines.jsonl" }

    @Test func theDataIsThere() throws {
        let cases = try Self.files.map { try Conformance.jsonLines("sse/\($0)", as: Case.self) }
        #expect(cases.map(\.count).reduce(0, +) > 1300)
    }

    @Test(arguments: files, ScanPath.available)
    func everyChunkingGivesWhatTheStandardSays(_ file: String, path: ScanPath) throws {
        for testCase in try Conformance.jsonLines("sse/\(file)", as: Case.self) {
            let given = try testCase.chunks.map { try #require($0.base64)[...] }
            let input = given.flatMap(\.self)
            let expected = testCase.trace
            var ways = [("as given", given)]
            ways += Chunking.all(for: input).map { ($0.description, $0.chunks(of: input)) }
            for (way, chunks) in ways {
                let trace = EventTracer.trace(of: chunks, path: path)
                guard trace != expected else { continue }
                Issue.record("\(testCase.name), \(way): \(trace), expected \(expected)")
                break
            }
        }
    }

    @Test(arguments: MessageFixture.API.allCases, ScanPath.available)
    func recordedStreamsDecodeTheSameUnderEveryChunking(
        _ api: MessageFixture.API, path: ScanPath
    ) throws {
        let fixtures = Conformance.messages(api)
        #expect(!fixtures.isEmpty)
        for fixture in fixtures {
            let body = try fixture.body()
            let whole = try events(of: [body[...]], path: .portable)
            for chunking in Chunking.all(for: body, exhaustiveSplitBytes: 128) {
                let cut = try events(of: chunking.chunks(of: body), path: path)
                guard cut != whole else { continue }
                Issue.record("\(fixture), \(chunking)")
                break
            }
        }
    }

    @Test(arguments: MessageFixture.API.allCases)
    func recordedStreamsDecodeToTheIndexedEvents(_ api: MessageFixture.API) throws {
        for fixture in Conformance.messages(api) {
            let events = try events(of: [fixture.body()[...]], path: .portable)
            #expect(events.count == Int(try #require(fixture.index["sse_events"])), "\(fixture)")
            var hashed: [UInt8] = []
            for event in events {
                hashed += Array("\(event.type)\0\(event.data)\0".utf8)
            }
            #expect(sha256(hashed) == fixture.index["sse_events_sha256"], "\(fixture)")
        }
    }

    private func events(
        of chunks: [ArraySlice<UInt8>], path: ScanPath
    ) throws -> [ServerSentEvent] {
        var decoder = ServerSentEventDecoder(path: path)
        var events: [ServerSentEvent] = []
        for chunk in chunks {
            var input = chunk.span
            while let event = try decoder.next(from: &input) { events.append(event) }
        }
        return events
    }
}
