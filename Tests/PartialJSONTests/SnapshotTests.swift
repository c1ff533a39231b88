import PartialJSON
import TestSupport
import Testing

/// Snapshots: what they read, and that each keeps the value of its moment.
@Suite struct SnapshotTests {
    static let text =
        #"{"path": "/src/main.swift", "edits": [{"old": "a", "n": 12}, null, true], "x": -1.5e3}"#

    @Test func aSnapshotKeepsItsValueWhenTheParserGoesOn() throws {
        var parser = PartialJSONParser()
        var kept: [(snapshot: PartialJSONValue, text: String)] = []
        for byte in Self.text.utf8 {
            try parser.append([byte])
            let snapshot = parser.snapshot
            kept.append((snapshot, snapshot.jsonText))
        }
        for (snapshot, text) in kept { #expect(snapshot.jsonText == text) }
        #expect(kept.last?.text == (try JSONValue(parsing: Self.text).jsonText))
    }

    @Test func aSnapshotOutlivesItsParser() throws {
        func snapshot() throws -> PartialJSONValue {
            var parser = PartialJSONParser()
            try parser.append(Self.text)
            return parser.snapshot
        }
        #expect(try snapshot()["edits"]?[0]?["n"]?.int == 12)
    }

    /// The value is shared until the parser writes: a snapshot that is let go costs no copy.
    @Test func aSnapshotThatIsLetGoCostsNoCopy() throws {
        var parser = PartialJSONParser()
        try parser.append(#"{"text": ""#)
        var copies = 0
        var before = parser.valueIdentity
        for _ in 0..<1000 {
            try parser.append("abc")
            _ = parser.snapshot["text"]?.string
            if parser.valueIdentity != before { copies += 1 }
            before = parser.valueIdentity
        }
        #expect(copies == 0)
        let kept = parser.snapshot
        try parser.append("abc")
        #expect(parser.valueIdentity != before)
        #expect(kept["text"]?.string?.count == 3000)
    }

    @Test func finishingACompleteValueCostsNoCopy() throws {
        var parser = PartialJSONParser()
        try parser.append("[1, 2]")
        let (kept, before) = (parser.snapshot, parser.valueIdentity)
        #expect(try parser.finish().value() == kept.value())
        #expect(try parser.finish().value() == [1, 2])
        #expect(parser.valueIdentity == before)
        #expect(throws: JSONError.self) { try parser.append("3") }
    }

    @Test func nothingShowsOfNothing() {
        let nothing = PartialJSONParser().snapshot
        #expect(nothing.kind == nil)
        #expect(!nothing.isComplete)
        #expect(nothing.value() == nil)
        #expect(nothing["a"] == nil)
        #expect(nothing[0] == nil)
        #expect(nothing.count == 0)
        #expect(nothing.jsonText == "")
        #expect(Array(nothing.elements).isEmpty)
    }

    @Test func valuesOfEveryKind() throws {
        let value = try snapshot(of: Self.text)
        #expect(value.kind == .object)
        #expect(value.count == 3)
        #expect(value.isComplete)
        #expect(value["path"]?.kind == .string)
        #expect(value["path"]?.string == "/src/main.swift")
        #expect(value["path"]?.int == nil)
        #expect(value["edits"]?.kind == .array)
        #expect(value["edits"]?.count == 3)
        #expect(value["edits"]?[0]?["old"]?.string == "a")
        #expect(value["edits"]?[1]?.isNull == true)
        #expect(value["edits"]?[1]?.kind == .null)
        #expect(value["edits"]?[2]?.bool == true)
        #expect(value["edits"]?[2]?.kind == .bool)
        #expect(value["edits"]?[3] == nil)
        #expect(value["edits"]?[-1] == nil)
        #expect(value["edits"]?["old"] == nil)
        #expect(value["x"]?.number?.text == "-1.5e3")
        #expect(value["x"]?.double == -1500)
        #expect(value["x"]?.int == nil)
        #expect(value["y"] == nil)
        #expect(value.members.map(\.key) == ["path", "edits", "x"])
        #expect(
            value["edits"]?.elements.map(\.jsonText) == [#"{"old":"a","n":12}"#, "null", "true"])
    }

    @Test(arguments: [
        ("[1, tru", 1), ("[1, -", 1), ("[1, 2", 2), ("[1, \"", 2), ("[[", 1), ("{\"a\": nul", 0),
        ("{\"a\": 1, \"b", 1), ("{\"a\": 1, \"b\":", 1), ("{\"a\": [tr", 1), ("\"abc", 0),
    ])
    func countsWhatShows(_ text: String, _ count: Int) throws {
        let value = try snapshot(of: text)
        #expect(value.count == count)
        #expect(Array(value.elements).count + Array(value.members).count == count)
    }

    @Test func anOpenValueSaysSo() throws {
        let value = try snapshot(of: #"{"a": [1, {"b": "x"#)
        #expect(!value.isComplete)
        #expect(value["a"]?.isComplete == false)
        #expect(value["a"]?[0]?.isComplete == true)
        #expect(value["a"]?[1]?["b"]?.isComplete == false)
        #expect(value["a"]?[1]?["b"]?.string == "x")
    }

    @Test func membersHaveEachKeyAsOftenAsTheText() throws {
        let value = try snapshot(of: #"{"a": 1, "b": 2, "a": 3}"#)
        #expect(value.members.map(\.key) == ["a", "b", "a"])
        #expect(value["a"]?.int == 3)
        #expect(value.value()?.object?.count == 2)
    }

    /// Many readers of many moments while the parser writes; `make sanitize`'s thread sanitizer and
    /// the values themselves say whether one could see another's writing.
    @Test func snapshotsAreReadWhileTheParserWrites() async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            var parser = PartialJSONParser()
            var expected = ""
            try parser.append(#"{"n": [1, 2], "text": ""#)
            for number in 0..<200 {
                try parser.append("\(number) ")
                expected += "\(number) "
                let (snapshot, text) = (parser.snapshot, expected)
                group.addTask {
                    snapshot["text"]?.string == text && snapshot.value()?["n"] == [1, 2]
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }

    private func snapshot(of text: String) throws -> PartialJSONValue {
        var parser = PartialJSONParser()
        try parser.append(text)
        return parser.snapshot
    }
}
