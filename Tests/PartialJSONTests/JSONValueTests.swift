import Foundation
import PartialJSON
import Testing

/// Whole values: parsed, written, coded.
@Suite struct JSONValueTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-1.50e3", "\"\"", "[]", "{}", #"[1,[2,{"a":null}],"x"]"#,
        #"{"b":1,"a":{"":[]}}"#, #""é€😀\"\\\b\f\n\r\t\u0000\u001f/""#,
    ])
    func textIsReadAndWrittenBack(_ text: String) throws {
        let value = try JSONValue(parsing: text)
        #expect(value.jsonText == text)
        var bytes: [UInt8] = [0x20]
        value.write(into: &bytes)
        #expect(bytes == [0x20] + Array(text.utf8))
        #expect(try JSONValue(parsing: Array(text.utf8)) == value)
        #expect(try JSONValue(parsing: Array(text.utf8).span) == value)
    }

    @Test(arguments: [("", 0), (" ", 1), ("{", 1), ("1 2", 2), ("\"\u{1}\"", 1)])
    func errorsHaveTheirPlace(_ text: String, _ offset: Int) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.byteOffset == offset)
    }

    @Test func anErrorReadsAsASentence() throws {
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: "[1,]") }
        #expect(error.description == "There is no value where one must be, at byte 3.")
    }

    @Test func limitsCanBeChosen() {
        let limits = PartialJSONParser.Limits(maximumBytes: 4)
        #expect(throws: JSONError.self) { try JSONValue(parsing: "[1, 2]", limits: limits) }
    }

    @Test func aValueBuiltByHandIsWrittenHoweverDeep() {
        var value: JSONValue = 0
        for _ in 0..<20_000 { value = [value] }
        #expect(value.jsonText.utf8.count == 40_001)
        // Taken apart level by level, as the compiler's own release of it recurses.
        while case .array(let elements) = value, let inner = elements.first { value = inner }
    }

    @Test func foundationReadsWhatWeWriteAndTheOtherWayRound() throws {
        let value: JSONValue = [
            "text": "é\u{0}\"\\", "list": [.null, true, 1, -2.5, 9_007_199_254_740_993],
            "object": [:],
        ]
        let data = Data(value.jsonText.utf8)
        #expect(try JSONDecoder().decode(JSONValue.self, from: data) == value)
        let encoded = try JSONEncoder().encode(value)
        #expect(try JSONValue(parsing: Array(encoded)) == value)
    }

    @Test func anObjectIsCodedAsOneAndPrintsAsJSON() throws {
        struct Schema: Codable, Equatable {
            var schema: JSONObject
            var more: JSONObject?
        }
        let text = #"{"schema":{"b":1.50,"a":{"c":[1e400]}}}"#
        let value = try JSONValue(parsing: text)
        let schema = try value.decode(Schema.self)
        #expect("\(schema.schema)" == #"{"b":1.50,"a":{"c":[1e400]}}"#)
        #expect(String(reflecting: schema.schema) == #"{"b":1.50,"a":{"c":[1e400]}}"#)
        #expect("\([JSONObject()])" == "[{}]")
        var parser = PartialJSONParser()
        try parser.append(text)
        #expect(try parser.finish().decode(Schema.self) == schema)

        let plain = Schema(schema: ["b": [true, .null], "a": "é"], more: [:])
        let data = try JSONEncoder().encode(plain)
        #expect(try JSONDecoder().decode(Schema.self, from: data) == plain)
        #expect(try JSONValue(parsing: Array(data)).decode(Schema.self) == plain)
    }

    @Test(arguments: ["[1]", "1", #""x""#, "true"])
    func whatIsNoObjectDecodesAsNone(_ text: String) throws {
        let value = try JSONValue(parsing: text)
        #expect(throws: DecodingError.self) { try value.decode(JSONObject.self) }
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(JSONObject.self, from: Data(text.utf8))
        }
        let error = #expect(throws: DecodingError.self) {
            try JSONValue.array([value]).decode([JSONObject].self)
        }
        guard case .typeMismatch(let type, let context) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(ObjectIdentifier(type) == ObjectIdentifier(JSONObject.self))
        #expect(context.debugDescription.hasPrefix("Expected an object, found "))
    }

    @Test(arguments: ["", " 1", "1 ", "01", "+1", "NaN", "1.", "\"1\"", "1,", "0x1", "١"])
    func aNumberIsMadeOfANumbersTextOnly(_ text: String) {
        #expect(JSONNumber(text: text) == nil)
        #expect(JSONNumber(text: "-0.10e+400")?.text == "-0.10e+400")
    }

    @Test func objectsOfEverySizeKeepTheLastOfEachKeyAtThePlaceOfTheFirst() {
        for count in [1, 15, 16, 17, 18, 40, 100] {
            let members = (0..<count).map { ("k\($0)", JSONValue.number(JSONNumber($0))) }
            let object = JSONObject(members + [("k0", "last"), ("new", .null), ("new", 1)])
            #expect(object.keys.elementsEqual(members.map(\.0) + ["new"]))
            #expect(object["k0"] == "last")
            #expect(object["new"] == 1)
        }
    }

    @Test func numbersPassThroughFoundationAsFarAsItGoes() throws {
        func again(_ text: String) throws -> JSONNumber {
            let number = try #require(try JSONValue(parsing: text).number)
            return try JSONDecoder().decode(
                [JSONNumber].self, from: JSONEncoder().encode([number]))[0]
        }
        #expect(try again("9223372036854775807").text == "9223372036854775807")
        #expect(try again("18446744073709551615").text == "18446744073709551615")
        #expect(try again("-1.5").double == -1.5)
    }
}
