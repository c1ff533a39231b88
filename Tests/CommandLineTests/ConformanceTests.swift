import Foundation
import MessageStream
import TestSupport
import Testing

@testable import message_stream

/// The framing of the conformance data, as `decode --raw` writes it.
@Suite(.enabled(if: Conformance.isPresent, Comment(rawValue: Conformance.absence)))
struct FramingConformanceTests {
    @Test(arguments: Conformance.files(in: "sse", withExtension: "jsonl"))
    func rawIsWhatTheDataSays(_ file: String) throws {
        for line in try Conformance.jsonLines("sse/\(file)") {
            guard let expected = line["expected"]?.array else { continue }
            let chunks = try #require(line["chunks_base64"]?.array).compactMap(\.base64)
            var transcript = FramingTranscript()
            var text = ""
            for chunk in chunks { try transcript.read(chunk.span, into: &text) }
            transcript.finish(into: &text)
            #expect(try FixtureValue.lines(of: text) == expected, "\(line["name"]?.string ?? "")")
        }
    }
}

#if CommandLine
    /// Recorded messages, as `decode --json` prints them, against what the official SDK made of them.
    @Suite(.enabled(if: Conformance.isPresent, Comment(rawValue: Conformance.absence)))
    struct MessageConformanceTests {
        private static let fixtures = Conformance.messages(.anthropic)

        /// The SDK's classes write a null for these members although no event carried them.
        private static let nullsOfTheSDK: Set = ["stop_details", "encrypted_content"]

        @Test(arguments: fixtures.filter { $0.index["sdk_result"] == "final" })
        func jsonIsTheMessageOfTheSDK(_ fixture: MessageFixture) async throws {
            let expected = try fixture.json("final.beta.json") ?? fixture.json("final.json")
            let isWhole =
                fixture.index["message_stop"] == "yes" || fixture.index["stop_reason"] != ""
            let body = try fixture.body()
            for chunkFlags in [[], ["--chunk", "1"]] {
                let run = try await CommandRun(["decode", "--json"] + chunkFlags, input: body)
                let message = try #require(FixtureValue.lines(of: run.output).first)
                #expect(
                    message == expected?.droppingNulls(Self.nullsOfTheSDK, unlessIn: message))
                #expect(run.lines.count == 1)
                #expect(run.status == (isWhole ? 0 : 1))
                // What a whole message goes on without is told all the same.
                let hasRemarks = fixture.index["name"]?.contains("duplicate-message-start") == true
                #expect(run.errors.isEmpty == (isWhole && !hasRemarks))
            }
        }

        /// Those that are whole all the same: see the names.
        private static let betterThanTheSDK: Set = [
            "derived__basic-bom", "derived__basic-no-event-lines", "derived__think-no-event-lines",
        ]

        @Test(arguments: fixtures.filter { $0.index["sdk_result"] != "final" })
        func whereTheSDKFailsTheReasonIsTold(_ fixture: MessageFixture) async throws {
            let run = try await CommandRun(["decode", "--json"], input: fixture.body())
            if Self.betterThanTheSDK.contains(fixture.name) {
                #expect(run.status == 0)
                #expect(run.lines.count == 1)
            } else {
                #expect(run.status == 1)
                #expect(run.errors.hasPrefix("message-stream: standard input: "))
            }
            let snapshot = try #require(try fixture.json("error.json"))["snapshot"]
            if let snapshot, !snapshot.isNull {
                #expect(try FixtureValue.lines(of: run.output) == [snapshot])
            }
        }

        @Test(arguments: fixtures)
        func everyModeTakesEveryBody(_ fixture: MessageFixture) async throws {
            let body = try fixture.body()
            let statuses = try await [
                CommandRun("decode", "--text", input: body).status,
                CommandRun("decode", "--events", input: body).status,
                CommandRun("decode", "--json", input: body).status,
            ]
            #expect(Set(statuses).count == 1)
            let raw = try await CommandRun("decode", "--raw", input: body)
            #expect("\(raw.lines.count)" == fixture.index["sse_events"])
            #expect(raw.status == (body.isEmpty ? 1 : 0))
        }
    }
#endif

extension FixtureValue {
    /// The values of JSON Lines.
    fileprivate static func lines(of text: String) throws -> [FixtureValue] {
        let decoder = JSONDecoder()
        return try text.split(separator: "\n").map {
            try decoder.decode(FixtureValue.self, from: Data($0.utf8))
        }
    }

    /// The value without those members that are null here and do not exist in `other`.
    fileprivate func droppingNulls(
        _ names: Set<String>, unlessIn other: FixtureValue?
    ) -> FixtureValue {
        switch self {
        case .object(let members):
            var kept: [String: FixtureValue] = [:]
            for (name, value) in members {
                if names.contains(name), value.isNull, other?[name] == nil { continue }
                kept[name] = value.droppingNulls(names, unlessIn: other?[name])
            }
            return .object(kept)
        case .array(let elements):
            return .array(
                elements.enumerated().map { index, element in
                    let others = other?.array ?? []
                    let other = others.indices.contains(index) ? others[index] : nil
                    return element.droppingNulls(names, unlessIn: other)
                })
        case .null, .bool, .integer, .double, .string:
            return self
        }
    }
}
