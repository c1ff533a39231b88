import PartialJSON
import TestSupport
import Testing

/// Changes: put together they are the value, whatever the fragments.
@Suite struct ChangeTests {
    static let texts = [
        #"{"path": "/src/ma\u00e9in.swift", "edits": [{"old": "a", "new": "\ud83d\ude00b"}, {}], "n": 12}"#,
        #"[[], [1, [true, "x"], null], {"a": {"b": {"": "é€😀"}}}, -1.5e3, "", "y"]"#,
        #"{"a": 1, "a": "second", "b": {"a": [false]}}"#, #" "top level" "#, "12", "null", "[]",
        "{}",
    ]

    /// The lines of the changes, in order; the growth of one string is put together.
    static func changes(_ fragments: [ArraySlice<UInt8>]) throws -> [String] {
        var lines: [String] = []
        var text = ""
        func note(_ change: PartialJSONChange) {
            switch change {
            case .stringGrew(_, let growth):
                #expect(!growth.isEmpty)
                text += growth
            case .finished(let path, let value):
                #expect(value.isComplete)
                if let string = value.string {
                    #expect(string == text)
                    text = ""
                }
                lines.append("\(path.jsonPointer) = \(value)")
            }
        }
        var parser = PartialJSONParser()
        for fragment in fragments { try parser.append(fragment.span, changes: note) }
        _ = try parser.finish(changes: note)
        return lines
    }

    @Test func everyValueIsFinishedOnceInOrder() throws {
        let lines = try Self.changes([Array(#"{"a": [1, {"b": "x"}], "c": null}"#.utf8)[...]])
        #expect(
            lines == [
                "/a/0 = 1", "/a/1/b = \"x\"", "/a/1 = {\"b\":\"x\"}", "/a = [1,{\"b\":\"x\"}]",
                "/c = null", " = {\"a\":[1,{\"b\":\"x\"}],\"c\":null}",
            ])
    }

    @Test(arguments: texts)
    func anyFragmentsReportTheSame(_ text: String) throws {
        let bytes = Array(text.utf8)
        let whole = try Self.changes([bytes[...]])
        for chunking in Chunking.all(for: bytes) {
            #expect(try Self.changes(chunking.chunks(of: bytes)) == whole, "\(chunking)")
        }
        for first in bytes.indices {
            for second in first..<bytes.count {
                let chunks = [bytes[..<first], bytes[first..<second], bytes[second...]]
                #expect(try Self.changes(chunks) == whole, "\(first), \(second)")
            }
        }
    }

    @Test func growthIsToldWithItsPath() throws {
        var parser = PartialJSONParser()
        var told: [String] = []
        for fragment in [#"{"edits": [{}, {"new": "a"#, "b\\", "n", "c\\ud83d", #"\ude00"}"#, "]}"]
        {
            try parser.append(fragment) { change in
                if case .stringGrew(let path, let growth) = change {
                    #expect(path == ["edits", 1, "new"])
                    told.append(growth)
                }
            }
        }
        #expect(told == ["a", "b", "\n", "c", "😀"])
    }

    @Test func changesCanBeAskedForNowAndThen() throws {
        var parser = PartialJSONParser()
        try parser.append(#"{"a": [1, "x"#)
        var lines: [String] = []
        func note(_ change: PartialJSONChange) {
            switch change {
            case .stringGrew(let path, let growth): lines.append("\(path.jsonPointer) + \(growth)")
            case .finished(let path, let value): lines.append("\(path.jsonPointer) = \(value)")
            }
        }
        try parser.append("y", changes: note)
        try parser.append("z")
        try parser.append("\", tr", changes: note)
        try parser.append("ue, {\"b\"")
        try parser.append(": 2}", changes: note)
        #expect(
            lines == ["/a/1 + y", "/a/1 = \"xyz\"", "/a/3/b = 2", "/a/3 = {\"b\":2}"])
    }

    @Test func whatCameBeforeAnErrorIsTold() {
        var parser = PartialJSONParser()
        var lines: [String] = []
        #expect(throws: JSONError.self) {
            try parser.append(#"{"a": 1, "b": "x\q"}"#) { change in
                if case .finished(let path, _) = change { lines.append(path.jsonPointer) }
                if case .stringGrew(let path, let growth) = change {
                    lines.append("\(path.jsonPointer) + \(growth)")
                }
            }
        }
        #expect(lines == ["/a", "/b + x"])
    }

    @Test func aPathReadsAsAPointer() {
        let path: [JSONPathComponent] = ["edits", 0, "a/b~c"]
        #expect(path.jsonPointer == "/edits/0/a~1b~0c")
        #expect([JSONPathComponent]().jsonPointer == "")
        #expect("\(path[1])" == "0")
    }

    /// The open path is the one the next change of a string or number has.
    @Test(arguments: texts)
    func theOpenPathIsWhereTheTextIs(_ text: String) throws {
        var parser = PartialJSONParser()
        for byte in text.utf8 {
            let open = parser.openPath
            let wasOpen = parser.snapshot.kind != nil && !parser.isComplete
            try parser.append([byte]) { change in
                if case .stringGrew(let path, _) = change { #expect(path == open) }
                if case .finished(let path, let value) = change, value.kind == .number, wasOpen {
                    #expect(path == open || path == Array(open.dropLast()))
                }
            }
        }
    }
}
