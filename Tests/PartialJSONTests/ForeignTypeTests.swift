import Foundation
import PartialJSON
import Testing

/// Types whose own `Decodable` expects something else than the JSON that people write for them.
@Suite struct ForeignTypeTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var json: String
        var type: any (Decodable & SendableMetatype).Type
        var sentence: String
        var testDescription: String { "\(type) of \(json)" }

        init(_ json: String, _ type: any (Decodable & SendableMetatype).Type, _ sentence: String) {
            (self.json, self.type, self.sentence) = (json, type, sentence)
        }
    }

    enum Mode: String, Decodable, Hashable { case fast }

    static let rows = [
        Row(
            #""Europe/Berlin""#, TimeZone.self,
            "TimeZone cannot be decoded from a string. Decode a String and make the TimeZone of it."
        ),
        Row(
            #""de_DE""#, Locale.self,
            "Locale cannot be decoded from a string. Decode a String and make the Locale of it."),
        Row(
            "1.5", Duration.self,
            "Duration cannot be decoded from a number. Decode a Double and make the Duration of it."
        ),
        Row(
            #"{"fast": 1}"#, [Mode: Int].self,
            "Dictionary<Mode, Int> cannot be decoded from an object. Decode a [String: …] and make "
                + "the Dictionary<Mode, Int> of it, or conform its key to CodingKeyRepresentable."),
    ]

    /// The sentence and the type, when a value of `json` decodes as `type` fails; and its path.
    private func failure(
        _ json: String, _ type: any Decodable.Type
    ) throws -> (type: Any.Type, path: [String], sentence: String)? {
        func decode<T: Decodable>(_ type: T.Type, of value: JSONValue) -> DecodingError? {
            do {
                _ = try value.decode(type)
                return nil
            } catch {
                return error as? DecodingError
            }
        }
        let error = decode(type, of: try JSONValue(parsing: json))
        var parser = PartialJSONParser()
        try parser.append(json)
        let snapshot = try parser.finish()
        #expect(throws: DecodingError.self) { _ = try snapshot.decode(type) }
        guard case .typeMismatch(let type, let context) = error else { return nil }
        return (type, context.codingPath.map(\.stringValue), context.debugDescription)
    }

    @Test(arguments: rows)
    func theErrorNamesTheTypeAndSaysWhatToDo(_ row: Row) throws {
        let failure = try #require(try failure(row.json, row.type))
        #expect(failure.sentence == row.sentence)
        #expect(ObjectIdentifier(failure.type) == ObjectIdentifier(row.type))
        #expect(failure.path == [])
    }

    /// `MessageStreamFoundation`, which other tests of this process import, conforms these.
    @Test func theAdviceIsToImportWhatKnowsThem() {
        let types: [Any.Type] = [Decimal.self, URL.self, Data.self, Date.self]
        for type in types {
            #expect(
                foreignAdvice(for: type, from: .string)
                    == "Import MessageStreamFoundation, which knows how to")
            #expect(foreignAdvice(for: type, from: .bool) == nil)
        }
        #expect(
            foreignAdvice(for: Decimal.self, from: .number)
                == "Import MessageStreamFoundation, which knows how to")
    }

    @Test func itSaysSoWhereverTheValueStands() throws {
        struct Page: Decodable {
            var zone: TimeZone
        }
        struct Links: Decodable {
            var zones: [TimeZone?]
        }
        let page = try #require(try failure(#"{"zone": "Europe/Berlin"}"#, Page.self))
        #expect(page.path == ["zone"])
        #expect(page.sentence.hasPrefix("TimeZone cannot be decoded from a string."))
        let links = try #require(try failure(#"{"zones": [null, "x"]}"#, Links.self))
        #expect(links.path == ["zones", "Index 1"])
        #expect(links.sentence.hasPrefix("TimeZone cannot be decoded from a string."))
    }

    @Test func whatTheModelGotWrongIsSaidAsBefore() throws {
        struct Page: Decodable {
            var mode: Mode
        }
        #expect(
            try failure(#"{"mode": 1}"#, Page.self)?.sentence
                == "Expected a string, found a number.")
        #expect(try failure("[1]", Page.self)?.sentence == "Expected an object, found an array.")
        #expect(try failure("1", [Int].self)?.sentence == "Expected an array, found a number.")
        #expect(
            try failure("[1]", [String: Int].self)?.sentence
                == "Expected an object, found an array.")
        #expect(try failure("true", Date.self)?.sentence == "Expected a number, found a Boolean.")
    }

    @Test func whatTheyDecodeFromStillDecodes() throws {
        let id = "E621E1F8-C36C-495A-93FC-0C247A3E6E5F"
        #expect(try JSONValue.string(id).decode(UUID.self) == UUID(uuidString: id))
        #expect(try JSONValue(parsing: "[104, 105]").decode(Data.self) == Data("hi".utf8))
        #expect(
            try JSONValue(parsing: #"{"relative": "https://example.org"}"#).decode(URL.self)
                == URL(string: "https://example.org"))
    }
}
