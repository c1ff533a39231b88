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
            #""https://example.org""#, URL.self,
            "URL cannot be decoded from a string. Decode a String and make the URL of it."),
        Row(
            #""aGk=""#, Data.self,
            "Data cannot be decoded from a string. Decode a String and make the Data of it."),
        Row(
            #""2026-01-31T12:00:00Z""#, Date.self,
            "Date cannot be decoded from a string. Decode a String and make the Date of it."),
        Row(
            #""12.50""#, Decimal.self,
            "Decimal cannot be decoded from a string. Decode a String and make the Decimal of it."),
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

    /// Other tests of this process conform `Decimal` to `JSONNumberDecodable`.
    @Test func aNumberIsADecimalForWhoConformsIt() {
        #expect(
            foreignAdvice(for: Decimal.self, from: .number) == "Conform it to JSONNumberDecodable")
        #expect(foreignAdvice(for: Decimal.self, from: .bool) == nil)
    }

    @Test func itSaysSoWhereverTheValueStands() throws {
        struct Page: Decodable {
            var link: URL
        }
        struct Links: Decodable {
            var links: [URL?]
        }
        let page = try #require(try failure(#"{"link": "https://example.org"}"#, Page.self))
        #expect(page.path == ["link"])
        #expect(page.sentence.hasPrefix("URL cannot be decoded from a string."))
        let links = try #require(try failure(#"{"links": [null, "x"]}"#, Links.self))
        #expect(links.path == ["links", "Index 1"])
        #expect(links.sentence.hasPrefix("URL cannot be decoded from a string."))
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
            try JSONValue(parsing: "0").decode(Date.self) == Date(timeIntervalSinceReferenceDate: 0)
        )
        #expect(
            try JSONValue(parsing: #"{"relative": "https://example.org"}"#).decode(URL.self)
                == URL(string: "https://example.org"))
    }
}
