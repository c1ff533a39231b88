import PartialJSON
import Testing

/// A whole value decodes as the snapshot of its text does, errors included.
@Suite struct ValueDecoderTests {
    struct Edit: Decodable {
        var path: String
        var line: Int?
        var edits: [Part]
        var rest: JSONValue?
        var number: JSONNumber?
        var size: UInt8?
        var ratio: Double?
        var flags: [String: Bool]?

        struct Part: Decodable {
            var old: String
            var new: String?
        }
    }

    static func outcome(_ body: () throws -> Edit) -> String {
        do {
            let edit = try body()
            var text = ""
            dump(edit, to: &text)
            return text
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [
        #"{"path": "a", "line": 12.0, "edits": [{"old": "é"}, {"old": "", "new": null}]}"#,
        #"{"path": "a", "edits": [], "rest": {"b": [1.50, null], "a": "x"}, "number": 1e400}"#,
        #"{"path": "a", "edits": [], "size": 255, "ratio": 0.1, "flags": {"x": true}}"#,
        #"{"path": "a", "path": "b", "edits": []}"#,
        "{" + (0..<20).map { "\"k\($0)\": 1, " }.joined() + #""path": "a", "edits": []}"#,
        #"{"path": "a"}"#, #"{"path": null, "edits": []}"#, #"{"path": 1, "edits": []}"#,
        #"{"path": "a", "edits": {}}"#, #"{"path": "a", "edits": [{"old": "x"}, {"new": "y"}]}"#,
        #"{"path": "a", "edits": [{"old": [1]}]}"#, #"{"path": "a", "edits": [], "size": 256}"#,
        #"{"path": "a", "edits": [], "size": 1.5}"#, #"{"path": "a", "edits": [], "ratio": 1e400}"#,
        #"{"path": "a", "edits": [], "flags": {"x": true, "y": "z"}}"#, "[]", "null", "1",
        #"{"path": "a", "edits": [], "number": "1"}"#,
    ])
    func asTheSnapshotDoes(_ text: String) throws {
        var parser = PartialJSONParser()
        try parser.append(text)
        let snapshot = try parser.finish()
        let value = try JSONValue(parsing: text)
        #expect(
            Self.outcome { try value.decode() } == Self.outcome { try snapshot.decode() })
    }

    @Test func aMissingMembersDecoderHoldsNothing() throws {
        struct Super: Decodable {
            let isNothing: Bool
            init(from decoder: any Decoder) throws {
                let members = try decoder.container(keyedBy: Key.self)
                isNothing = try members.superDecoder().singleValueContainer().decodeNil()
            }
            enum Key: String, CodingKey { case name }
        }
        #expect(try JSONValue(parsing: "{}").decode(Super.self).isNothing)
        #expect(try !JSONValue(parsing: #"{"super": 1}"#).decode(Super.self).isNothing)
    }

    @Test func everyCharacterIsWrittenSoThatItReadsBack() throws {
        let text = String(String.UnicodeScalarView((0...0x17F).compactMap(Unicode.Scalar.init)))
        for start in 0..<16 {
            let part = String(text.unicodeScalars.dropFirst(start))
            let written = JSONValue.string(part).jsonText
            #expect(try JSONValue(parsing: written).string?.utf8.elementsEqual(part.utf8) == true)
            #expect(written.utf8.allSatisfy { $0 >= 0x20 })
        }
        #expect(
            JSONValue.string("a\u{1}\u{1f}\"\\\n\u{7f}é/").jsonText
                == #""a\u0001\u001f\"\\\n\#u{7f}é/""#)
    }
}
