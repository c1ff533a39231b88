import PartialJSON
import TestSupport
import Testing

/// Reading a value after every fragment, as an editor does, costs what the fragments cost: a constant
/// times the bytes, however they are read and whatever is kept of the last reading.
@Suite(.serialized) struct GrowingReadTests {
    /// What a reader keeps until the next fragment.
    private final class Model {
        var text = ""
        var snapshot: PartialJSONValue?
    }

    private static let fragment = "sixteen bytes of"

    private func growth(
        beginning: String = #"{"content": ""#,
        _ read: (borrowing PartialJSONParser, Model) -> Void
    ) throws -> Double {
        try TestSupport.growth(
            of: { count in
                var parser = PartialJSONParser()
                let model = Model()
                try parser.append(beginning)
                for _ in 0..<count {
                    try parser.append(Self.fragment)
                    read(parser, model)
                }
                try parser.append(#""}"#)
                _ = try parser.finish()
            }, from: 8_000)
    }

    @Test func readingAGrowingStringIsLinear() throws {
        let growth = try growth { parser, _ in
            #expect(parser.snapshot["content"]?.string != nil)
        }
        #expect(growth < 3)
    }

    @Test func assigningAGrowingStringIsLinear() throws {
        let growth = try growth { parser, model in
            model.text = parser.snapshot["content"]?.string ?? ""
        }
        #expect(growth < 3)
    }

    @Test func assigningSnapshotsIsLinear() throws {
        let growth = try growth { parser, model in
            model.snapshot = parser.snapshot
        }
        #expect(growth < 3)
    }

    @Test func assigningSnapshotsAndTheirStringsIsLinear() throws {
        let growth = try growth { parser, model in
            model.snapshot = parser.snapshot
            model.text = model.snapshot?["content"]?.string ?? ""
        }
        #expect(growth < 3)
    }

    @Test func readingStringsThatAreCompleteIsLinear() throws {
        let old = String(repeating: "o", count: 1_000_000)
        let one = try threadSeconds {
            var parser = PartialJSONParser()
            try parser.append(#"{"old": ""# + old + #"", "new": ""#)
            for _ in 0..<2_000 {
                try parser.append(Self.fragment)
                #expect(parser.snapshot["old"]?.string?.utf8.count == old.utf8.count)
                #expect(parser.snapshot.value(openStrings: .omitted)?["old"] != nil)
            }
        }
        // Two copies of it a fragment would be 4 GB.
        #expect(one < 0.5)
    }

    /// However it is read, and whatever is held, a string is what has arrived, and stays what it was.
    @Test(arguments: 0..<20)
    func whatIsReadIsWhatArrived(_ seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed))
        var parser = PartialJSONParser()
        var expected: [String: String] = [:]
        var held: [(value: PartialJSONValue, text: String, expected: [String: String])] = []
        try parser.append("{")
        for member in 0..<4 {
            let key = "k\(member)"
            expected[key] = ""
            try parser.append((member > 0 ? "," : "") + "\"\(key)\":\"")
            for _ in 0..<Int.random(in: 0..<200, using: &random) {
                let piece = String(
                    repeating: ["a", "é", "😀", "xyz"].randomElement(using: &random) ?? "",
                    count: Int.random(in: 0..<60, using: &random))
                try parser.append(piece)
                expected[key, default: ""] += piece
                let read = "k\(Int.random(in: 0...member, using: &random))"
                if Bool.random(using: &random) {
                    #expect(parser.snapshot[read]?.string == expected[read])
                }
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    let text = parser.snapshot[read]?.string ?? ""
                    held.append((parser.snapshot, text, expected))
                case 1 where !held.isEmpty: held.removeFirst()
                case 2: held = held.suffix(1)
                default: break
                }
            }
            try parser.append("\"")
        }
        try parser.append("}")
        let value = try parser.finish()
        for (key, text) in expected { #expect(value[key]?.string == text) }
        for (snapshot, text, expected) in held {
            #expect(expected.values.contains(text))
            for (key, text) in expected { #expect(snapshot[key]?.string == text) }
            #expect(snapshot.members.map(\.key) == expected.keys.sorted())
        }
    }

    /// The same for values of every shape, every snapshot of which is held until the next but one comes.
    @Test(arguments: ChangeTests.texts)
    func heldSnapshotsStayWhatTheyWere(_ text: String) throws {
        let text = "[" + [String](repeating: text, count: 12).joined(separator: ", ") + "]"
        let bytes = Array(text.utf8)
        for size in [1, 3, 16] {
            var parser = PartialJSONParser()
            var held: (value: PartialJSONValue, text: String)?
            for chunk in Chunking.fixed(size).chunks(of: bytes) {
                try parser.append(chunk.span)
                if let held { #expect(held.value.jsonText == held.text) }
                held = (parser.snapshot, parser.snapshot.jsonText)
            }
            let value = try parser.finish()
            #expect(try value.value() == JSONValue(parsing: bytes))
        }
    }
}
