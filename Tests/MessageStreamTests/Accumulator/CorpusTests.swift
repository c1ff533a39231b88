import MessageStream
import PartialJSON
import TestSupport
import Testing

/// Tests/Corpus/messages*.md, the first of which describes their frames and their trace.
struct MessageCorpusTests {
    /// What only those are told who append events.
    private static let updates: Set<Substring> = [
        "text", "thinking", "inputJSON", "citation", "signature", "compaction", "stop",
        "messageStop",
    ]

    @Test(arguments: try Corpus.messages(), Accumulated.Way.allCases)
    func giveTheirTrace(_ testCase: CorpusCase, by way: Accumulated.Way) throws {
        let before = testCase.messageFrame.before.utf8.count
        let bytes = testCase.messageStream
        let isStrict = testCase["input"]?.attributes["anomalies"] == "refused"
        var expected = testCase.trace
        if way == .views { expected.removeAll { Self.updates.contains(Self.keyword($0)) } }
        let keywords = Set(expected.map(Self.keyword))
        let own = before...before + testCase.input.count
        for chunking in Chunking.all(for: bytes) {
            // A split inside the frame is the same in every case.
            if case .split(let offset) = chunking, !own.contains(offset) { continue }
            let trace = Accumulated(bytes, chunking, by: way, refusesAnomalies: isStrict).trace
            try #require(
                trace.filter { keywords.contains(Self.keyword($0)) } == expected, "\(chunking)")
        }
        try #require(keywords.contains("ending"))
    }

    private static func keyword(_ line: String) -> Substring {
        line.prefix { $0 != " " }
    }
}

extension Accumulated {
    /// The lines that messages.md describes.
    fileprivate var trace: [String] {
        var lines = updates.map(\.trace)
        lines.append("ending \(ending.trace)")
        guard let message else { return lines }
        let content = message.content.map(\.jsonValue)
        lines.append("content \(JSONValue.array(content).jsonText)")
        lines.append("members \(JSONValue.object(message.json).jsonText)")
        if isUsageProvisional { lines.append("provisional usage") }
        let counts = [
            message.usage.inputTokens, message.usage.outputTokens,
            message.usage.cacheCreationInputTokens, message.usage.cacheReadInputTokens,
        ]
        lines.append("usage " + counts.map { $0.map(String.init) ?? "-" }.joined(separator: " "))
        lines.append("anomalies \(message.anomalies.count)")
        lines += message.anomalies.map { "anomaly \($0)" }
        for (index, block) in message.content.enumerated() {
            guard let toolUse = block.anyToolUse else { continue }
            let raw = toolUse.rawInput.map { " " + JSONValue.string($0).jsonText } ?? ""
            switch toolUse.inputState {
            case .complete: lines.append("input \(index) complete")
            case .incomplete: lines.append("input \(index) incomplete\(raw)")
            case .invalid(let error):
                lines.append("input \(index) invalid at \(error.byteOffset)\(raw)")
            }
        }
        return lines
    }
}

extension MessageUpdate {
    fileprivate var trace: String {
        switch self {
        case .text(let index, let text, let snapshot):
            "text \(index) \(text.quoted) -> \(snapshot.quoted)"
        case .thinking(let index, let thinking, let snapshot):
            "thinking \(index) \(thinking.quoted) -> \(snapshot.quoted)"
        case .inputJSON(let index, let partialJSON, let snapshot, _):
            "inputJSON \(index) \(partialJSON.quoted) -> "
                + (snapshot.kind == nil ? "nothing" : snapshot.jsonText)
        case .citation(let index, let citation, let snapshot):
            "citation \(index) \(citation.jsonText) -> \(snapshot.count)"
        case .signature(let index, let signature): "signature \(index) \(signature.quoted)"
        case .compaction(let index, let delta): "compaction \(index) \(delta.jsonText)"
        case .contentBlockStop(let index, let block): "stop \(index) \(block.jsonText)"
        case .messageStop(let message): "messageStop \(message.text.quoted)"
        }
    }
}

extension String {
    fileprivate var quoted: String { JSONValue.string(self).jsonText }
}
