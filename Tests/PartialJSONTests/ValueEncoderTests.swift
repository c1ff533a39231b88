import Foundation
import PartialJSON
import Testing

@Suite("JSON of a value")
struct ValueEncoderTests {
    struct Place: Codable, Hashable {
        enum Kind: String, Codable { case city }
        var name: String
        var kind = Kind.city
        var population: UInt64?
        var height: Float = 0.1
        var tags: [[String]] = [["a"], []]
        var more: JSONValue = ["z": 1, "a": 2]
    }

    class Base: Encodable {
        let a = 1
    }

    final class Derived: Base {
        private enum CodingKeys: CodingKey { case b }

        override func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(2, forKey: .b)
            try super.encode(to: container.superEncoder())
        }
    }

    /// Asks for containers in every way that there is.
    struct Nested: Encodable {
        enum Key: CodingKey { case list, object, none }

        func encode(to encoder: any Encoder) throws {
            var keyed = encoder.container(keyedBy: Key.self)
            var list = keyed.nestedUnkeyedContainer(forKey: .list)
            try list.encodeNil()
            var inner = list.nestedContainer(keyedBy: Key.self)
            var innermost = list.nestedUnkeyedContainer()
            try inner.encode(1, forKey: .none)
            try innermost.encode(contentsOf: [1.5, 2.25])
            #expect(list.count == 3)
            var object = keyed.nestedContainer(keyedBy: Key.self, forKey: .object)
            try object.encodeNil(forKey: .none)
            var again = encoder.container(keyedBy: Key.self)
            try again.encode(true, forKey: .none)
        }
    }

    @Test func `is what a JSON encoder writes`() throws {
        let place = Place(name: "Ö\n", population: .max)
        let value = try JSONValue(encoding: place)
        #expect(
            value.jsonText
                == #"{"name":"Ö\n","kind":"city","population":18446744073709551615,"height":0.1,"#
                + #""tags":[["a"],[]],"more":{"z":1,"a":2}}"#)
        #expect(try value.decode(Place.self) == place)
        let encoder = JSONEncoder()
        #expect(try value == JSONValue(parsing: Array(encoder.encode(place))))
    }

    @Test func `has containers as they were asked for`() throws {
        #expect(
            try JSONValue(encoding: Nested()).jsonText
                == #"{"list":[null,{"none":1},[1.5,2.25]],"object":{"none":null},"none":true}"#)
        #expect(try JSONValue(encoding: Derived()).jsonText == #"{"b":2,"super":{"a":1}}"#)
    }

    @Test func `keeps digits and order`() throws {
        let text = #"{"z":1.50,"a":123456789012345678901234567890}"#
        let value = try JSONValue(parsing: text)
        #expect(try JSONValue(encoding: ["m": value])["m"]?.jsonText == text)
        #expect(try JSONValue(encoding: [value, nil]).jsonText == "[\(text),null]")
        #expect(try JSONValue(encoding: Int128.max).jsonText == "\(Int128.max)")
        #expect(try JSONValue(encoding: String?.none) == .null)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `refuses numbers that JSON has not, and says where`(number: Double) throws {
        let error = #expect(throws: EncodingError.self) {
            try JSONValue(encoding: ["a": [1, number]])
        }
        guard case .invalidValue(_, let context) = error else {
            Issue.record("another error")
            return
        }
        #expect(context.codingPath.map(\.stringValue) == ["a", "Index 1"])
    }

    @Test func `members and elements can be set in place`() {
        var value: JSONValue = ["a": ["b": [1, 2, 3]], "c": 4]
        value["a"]?["b"]?[1] = "two"
        value["a"]?["b"]?[0] = nil
        value["a"]?["b"]?[7] = 7
        value["c"] = nil
        value["d"] = true
        #expect(value.jsonText == #"{"a":{"b":["two",3]},"d":true}"#)
        value["d"]?["e"] = 1
        value["d"]?[0] = 1
        #expect(value["d"]?.jsonText == #"{"e":1}"#)
        var text: JSONValue = "text"
        text["a"] = nil
        #expect(text == "text")
    }
}
