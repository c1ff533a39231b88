import Foundation
import MessageStream
import PartialJSON
import ServerSentEvents
import TestSupport
import Testing

/// The pages about trust name the tests that show what they claim.
@Suite struct ThreatModelTests {
    /// `File.swift: name`, as the pages write it.
    struct Citation: Hashable, CustomTestStringConvertible {
        var page: String
        var file: String
        var test: String
        var testDescription: String { "\(page): \(file): \(test)" }
    }

    static let citations: [Citation] = ["ThreatModel.md", "Dependencies.md"].flatMap { page in
        let file = packageRoot.appending(path: "Documentation/\(page)")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.matches(of: /`([\w\/]+\.(?:swift|py)): ([^`]+)`/).map { match in
            Citation(page: page, file: String(match.1), test: String(match.2))
        }
    }

    @Test func thePagesCiteTests() {
        #expect(Self.citations.count { $0.page == "ThreatModel.md" } >= 60)
        #expect(Self.citations.count { $0.page == "Dependencies.md" } >= 5)
    }

    @Test(arguments: Set(citations))
    func everyCitedTestIsThere(_ citation: Citation) throws {
        let tests = packageRoot.appending(path: "Tests")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: tests.path)
            .filter { "/\($0)".hasSuffix("/\(citation.file)") }
        #expect(paths.count == 1, "one file of that name")
        let path = try #require(paths.first)
        let source = try String(contentsOf: tests.appending(path: path), encoding: .utf8)
        let isThere = [
            "func \(citation.test)(", "func `\(citation.test)`(", "def \(citation.test)(",
        ]
        .contains { source.contains($0) }
        #expect(isThere)
    }

    @Test func theLimitsOfTheCoreAreThoseThatThePageStates() throws {
        let limits = try StatedLimits()
        let framing = ServerSentEventDecoder.Limits()
        let value = PartialJSONParser.Limits()
        let message = MessageAccumulator.Limits()
        for (name, number) in [
            ("ServerSentEventDecoder.Limits.maximumLineBytes", framing.maximumLineBytes),
            ("ServerSentEventDecoder.Limits.maximumEventBytes", framing.maximumEventBytes),
            ("PartialJSONParser.Limits.maximumBytes", value.maximumBytes),
            ("PartialJSONParser.Limits.maximumDepth", value.maximumDepth),
            ("PartialJSONParser.Limits.maximumNumberBytes", value.maximumNumberBytes),
            ("MessageAccumulator.Limits.maximumBlocks", message.maximumBlocks),
            ("MessageAccumulator.Limits.maximumMembers", message.maximumMembers),
            ("MessageAccumulator.Limits.maximumMessageBytes", message.maximumMessageBytes),
            ("MessageAccumulator.Limits.maximumAnomalies", message.maximumAnomalies),
        ] {
            #expect(limits[name] == number, "\(name)")
        }
        #expect(message.toolInput == value)
    }
}
