import Foundation
import MessageStream
import MessageStreamFoundation
import PartialJSON
import Testing

@Suite("Foundation's types in JSON")
struct DecodingTests {
    private func decode<T: Decodable>(
        _ text: String, as type: T.Type = T.self, _ options: JSONDecodingOptions = .init()
    ) throws -> T {
        let value = try JSONValue(parsing: text).decode(type, options: options)
        var parser = PartialJSONParser()
        try parser.append(text)
        _ = try parser.finish().decode(type, options: options)
        return value
    }

    @Test(arguments: [
        ("2026-01-31T12:00:00Z", 1_769_860_800.0), ("2026-01-31T13:00:00+01:00", 1_769_860_800),
        ("2026-01-31t12:00:00z", 1_769_860_800), ("2026-01-31 12:00:00Z", 1_769_860_800),
        ("2026-01-31T12:00:00.25Z", 1_769_860_800.25),
        ("2026-01-31T12:00:00.123456Z", 1_769_860_800.123456),
        ("1969-12-31T23:59:59Z", -1), ("2024-02-29T23:59:60Z", 1_709_251_200),
        ("2024-12-31T19:00:00-05:00", 1_735_689_600),
    ])
    func `a date is a string of RFC 3339`(text: String, seconds: Double) throws {
        let date = try decode("[\"\(text)\"]", as: [Date].self)[0]
        #expect(abs(date.timeIntervalSince1970 - seconds) < 1e-3)
    }

    @Test(arguments: [
        "", "2026-01-31", "2026-01-31T12:00:00", "31.1.2026", "tomorrow", "2026-13-31T12:00:00Z",
        "2026-01-31T12:00:00Zulu", " 2026-01-31T12:00:00Z", "2026-01-31T25:00:00Z",
        "2026-02-29T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-31T12:60:00Z",
        "2026-01-31T12:00:00.Z",
        "2026-01-31T12:00:00+1:00", "2026-01-31T12:00:00+24:00", "2026-1-31T12:00:00Z",
        "２０26-01-31T12:00:00Z", "2026-01-31T12:00:61Z",
    ])
    func `nothing else is a date`(text: String) throws {
        struct Event: Decodable { var at: Date }
        let error = #expect(throws: DecodingError.self) {
            try decode(#"{"at": "\#(text)"}"#, as: Event.self)
        }
        guard case .dataCorrupted(let context) = error else {
            Issue.record("another error: \(error as Any)")
            return
        }
        #expect(context.codingPath.map(\.stringValue) == ["at"])
        #expect(context.debugDescription == "This string cannot be read as Date.")
    }

    @Test func `a date is what the strategy says`() throws {
        let date = Date(timeIntervalSince1970: 1.5)
        #expect(try decode("1.5", .init(dates: .secondsSince1970)) == date)
        #expect(try decode("1500", .init(dates: .millisecondsSince1970)) == date)
        let days = JSONDateStrategy.custom { value in
            value.string.flatMap(Double.init).map { Date(timeIntervalSince1970: $0 * 86_400) }
        }
        #expect(try decode(#""2""#, .init(dates: days)) == Date(timeIntervalSince1970: 172_800))
        // A number is never taken for the seconds since 2001.
        #expect(throws: DecodingError.self) { try decode("1.5", as: Date.self) }
        #expect(throws: DecodingError.self) {
            try decode(#""1970-01-01T00:00:00Z""#, as: Date.self, .init(dates: .secondsSince1970))
        }
        #expect(throws: DecodingError.self) { try decode("true", as: Date.self) }
    }

    @Test func `URL, data and numbers are strings and numbers`() throws {
        struct Page: Decodable {
            var link: URL
            var icon: Data
            var price: Decimal
            var other: Decimal
            var more: [URL?]
        }
        let page: Page = try decode(
            #"""
            {"link": "https://example.org/a?b#c", "icon": "aGk=", "price": 12.50, "other": "0.1",
             "more": [null, "/relative"]}
            """#)
        #expect(page.link.absoluteString == "https://example.org/a?b#c")
        #expect(page.icon == Data("hi".utf8))
        #expect(page.price == Decimal(string: "12.5"))
        #expect(page.other == Decimal(string: "0.1"))
        #expect(page.more == [nil, URL(string: "/relative")])
        let digits = "0.10000000000000000000000000000000000001"
        #expect(try decode(digits) == Decimal(string: digits))
    }

    @Test func `what says none of them is refused`() {
        for text in ["https://exa mple.org", ""] {
            #expect(throws: DecodingError.self) { try decode("\"\(text)\"", as: URL.self) }
        }
        #expect(throws: DecodingError.self) { try decode("\"a=\"", as: Data.self) }
        let long = "1.23456789012345678901234567890123456789012"
        for text in ["\"12abc\"", "\"\"", "1e400", long, "{}"] {
            #expect(throws: DecodingError.self) { try decode(text, as: Decimal.self) }
        }
    }

    @Test func `what the types decode from by themselves still decodes`() throws {
        #expect(try decode("[104, 105]") == Data("hi".utf8))
        #expect(
            try decode(#"{"relative": "https://example.org"}"#, as: URL.self)
                == URL(string: "https://example.org"))
    }

    @Test func `keys are converted from snake case, and those of dictionaries are not`() throws {
        struct Booking: Decodable, Equatable {
            struct Guest: Decodable, Equatable { var lastName: String }
            var checkIn: Date
            var guests: [Guest]
            var roomPrices: [String: Int]
            var _id: Int
        }
        let booking: Booking = try decode(
            #"""
            {"check_in": "1970-01-01T00:00:00Z", "guests": [{"last_name": "Ada"}],
             "room_prices": {"with_bath": 3}, "_id": 1}
            """#, .init(keys: .convertFromSnakeCase))
        #expect(
            booking
                == Booking(
                    checkIn: Date(timeIntervalSince1970: 0), guests: [.init(lastName: "Ada")],
                    roomPrices: ["with_bath": 3], _id: 1))
        let error = #expect(throws: DecodingError.self) {
            try decode("{}", as: Booking.self, .init(keys: .convertFromSnakeCase))
        }
        guard case .keyNotFound(let key, _) = error else { return }
        #expect(key.stringValue == "checkIn")
    }

    @Test(arguments: [
        "a", "a_b", "file_url", "_a_b_", "__", "", "a__b", "A_B", "a_bC", "one_two_three", "_x",
        "x_",
        "ALREADY", "snake_Case",
    ])
    func `keys are converted as by Foundation's decoder`(key: String) throws {
        struct AnyKey: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }
            init?(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }
        struct Keys: Decodable {
            var keys: [String]
            init(from decoder: any Decoder) throws {
                keys = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
            }
        }
        let json = #"{"\#(key)": 1}"#
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let expected = try decoder.decode(Keys.self, from: Data(json.utf8)).keys
        #expect(
            try decode(json, as: Keys.self, .init(keys: .convertFromSnakeCase)).keys == expected)
    }

    @Test func `a tool's input has a date and a URL`() throws {
        struct Booking: Decodable {
            var at: Date
            var page: URL
        }
        let toolUse = ToolUseBlock(
            id: "t", name: "book",
            input: ["at": "2026-01-31T12:00:00Z", "page": "https://example.org"])
        let booking = try toolUse.decodeInput(as: Booking.self)
        #expect(booking.at.timeIntervalSince1970 == 1_769_860_800)
        #expect(booking.page.host() == "example.org")
    }

    @Test func `data is read and written`() throws {
        let value = try JSONValue(parsing: Data(#"{"a": "ä"}"#.utf8))
        #expect(value.jsonData == Data(#"{"a":"ä"}"#.utf8))
        #expect(throws: JSONError.self) { try JSONValue(parsing: Data("{".utf8)) }
    }
}
