import Foundation
import PartialJSON
import Testing

/// Decoding from the tape.
@Suite struct DecoderTests {
    func decode<T: Decodable>(_ text: String, as type: T.Type = T.self) throws -> T {
        var parser = PartialJSONParser()
        try parser.append(text)
        return try parser.finish().decode(type)
    }

    struct Edit: Codable, Equatable {
        var path: String
        var line: Int?
        var tags: [String] = []
        var nested: [String: [Double?]]?
        var flag: Bool?
        var kind: Kind?

        enum Kind: String, Codable { case insert, delete }
    }

    @Test func structuresArraysDictionariesAndOptionals() throws {
        let text = """
            {"path": "é", "line": null, "tags": ["a", "b"], "nested": {"x": [1, null, 2.5]},
             "flag": true, "kind": "delete", "unknown": {"a": []}}
            """
        let edit = try decode(text, as: Edit.self)
        #expect(
            edit
                == Edit(
                    path: "é", line: nil, tags: ["a", "b"], nested: ["x": [1, nil, 2.5]],
                    flag: true,
                    kind: .delete))
        #expect(try JSONDecoder().decode(Edit.self, from: Data(text.utf8)) == edit)
    }

    @Test func integersOfEveryWidth() throws {
        #expect(try decode("[127, -128]") == [Int8.max, .min])
        #expect(try decode("[32767, -32768]") == [Int16.max, .min])
        #expect(try decode("[2147483647, -2147483648]") == [Int32.max, .min])
        #expect(try decode("[9223372036854775807, -9223372036854775808]") == [Int64.max, .min])
        #expect(try decode("[\(Int128.max), \(Int128.min)]") == [Int128.max, .min])
        #expect(try decode("[\(Int.max)]") == [Int.max])
        #expect(try decode("[255, 0]") == [UInt8.max, 0])
        #expect(try decode("[65535]") == [UInt16.max])
        #expect(try decode("[4294967295]") == [UInt32.max])
        #expect(try decode("[18446744073709551615]") == [UInt64.max])
        #expect(try decode("[\(UInt128.max)]") == [UInt128.max])
        #expect(try decode("[\(UInt.max)]") == [UInt.max])
    }

    @Test func whatDoesNotFitIsAnErrorWithItsPath() {
        func fails<T: Decodable>(_ text: String, as type: T.Type) {
            let error = #expect(throws: DecodingError.self) {
                try decode(text, as: [String: [T]].self)
            }
            guard case .dataCorrupted(let context) = error else {
                Issue.record("\(text): \(String(describing: error))")
                return
            }
            #expect(context.codingPath.map(\.stringValue) == ["a", "Index 1"])
            #expect(context.codingPath.last?.intValue == 1)
        }
        fails(#"{"a": [0, 128]}"#, as: Int8.self)
        fails(#"{"a": [0, -129]}"#, as: Int8.self)
        fails(#"{"a": [0, -1]}"#, as: UInt8.self)
        fails(#"{"a": [0, 1.5]}"#, as: Int.self)
        fails(#"{"a": [0, 1e-1]}"#, as: Int.self)
        fails(#"{"a": [0, 1e99999999999999999999]}"#, as: Int.self)
        fails(#"{"a": [0, 9223372036854775808]}"#, as: Int64.self)
        fails(#"{"a": [0, 18446744073709551616]}"#, as: UInt64.self)
        fails("{\"a\": [0, \(UInt128.max)]}", as: Int128.self)
        fails(#"{"a": [0, 1e400]}"#, as: Double.self)
        fails(#"{"a": [0, 1e39]}"#, as: Float.self)
    }

    @Test func aWholeNumberIsOneHoweverItIsWritten() throws {
        #expect(
            try decode("[12.0, 1.2e1, 120e-1, -0.0, 0e99999999999999999999, 1E+2]") == [
                12, 12, 12, 0, 0, 100,
            ])
        #expect(try decode("[-1.28e2]") == [Int8.min])
        #expect(try decode("[1.8446744073709551615e19]") == [UInt64.max])
    }

    @Test func theWrongKindIsAnErrorWithItsPath() {
        let error = #expect(throws: DecodingError.self) {
            try decode(#"{"path": "x", "nested": {"x": [1, "2"]}, "tags": []}"#, as: Edit.self)
        }
        guard case .typeMismatch(_, let context) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(context.codingPath.map(\.stringValue) == ["nested", "x", "Index 1"])
        #expect(context.debugDescription == "Expected a number, found a string.")
    }

    @Test func aMissingMemberIsAnErrorThatNamesIt() {
        let error = #expect(throws: DecodingError.self) { try decode("{}", as: Edit.self) }
        guard case .keyNotFound(let key, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(key.stringValue == "path")
    }

    @Test func aPartDecodesIfAllThatMayBeMissingIsOptional() throws {
        struct Draft: Decodable, Equatable { var path: String?, line: Int?, done: Bool? }
        var parser = PartialJSONParser()
        try parser.append(#"{"path": "/src/ma"#)
        #expect(try parser.snapshot.decode() == Draft(path: "/src/ma"))
        try parser.append(#"in.swift", "line": 12"#)
        #expect(try parser.snapshot.decode() == Draft(path: "/src/main.swift", line: 12))
        try parser.append(#", "done": tr"#)
        #expect(try parser.snapshot.decode() == Draft(path: "/src/main.swift", line: 12))
        #expect(try PartialJSONParser().snapshot.decode(Draft?.self) == nil)
    }

    @Test func numbersKeepEveryDigitForThoseWhoAsk() throws {
        struct Price: Decodable {
            var exact: Decimal
            var number: JSONNumber
            var any: JSONValue
            var several: [Decimal?]
        }
        let digits = "0.10000000000000000000000000000000000001"
        let price: Price = try decode(
            #"{"exact": \#(digits), "number": 1.50, "any": {"b": \#(digits), "a": 1E400}, "several": [1.5, null]}"#
        )
        #expect(price.exact == Decimal(string: digits))
        #expect(price.number.text == "1.50")
        #expect(price.any.jsonText == #"{"b":\#(digits),"a":1E400}"#)
        #expect(price.several == [Decimal(string: "1.5"), nil])
    }

    @Test func valuesOfOneKindDecodeAlone() throws {
        #expect(try decode("\"x\"") == "x")
        #expect(try decode("12", as: Int.self) == 12)
        #expect(try decode("1.5", as: Double.self) == 1.5)
        #expect(try decode("true", as: Bool.self))
        #expect(try decode("null", as: String?.self) == nil)
        #expect(try decode("12", as: JSONNumber.self).text == "12")
        #expect(try decode("[1, [2]]", as: JSONValue.self) == [1, [2]])
    }

    @Test func theLastOfTwoMembersCountsInSmallAndLargeObjects() throws {
        let few = #"{"a": 1, "b": 2, "a": 3}"#
        let many = (0..<50).map { "\"k\($0)\": \($0), " }.joined()
        #expect(try decode(few, as: [String: Int].self) == ["a": 3, "b": 2])
        struct Pair: Decodable { var a: Int, k49: Int }
        let pair = try decode("{\"a\": 1, \(many)\"a\": 3}", as: Pair.self)
        #expect(pair.a == 3)
        #expect(pair.k49 == 49)
    }

    @Test func aHundredThousandMembersDecodeInLinearTime() throws {
        let text = "{" + (0..<100_000).map { "\"key\($0)\":\($0)" }.joined(separator: ",") + "}"
        let decoded: [String: Int] = try decode(text)
        #expect(decoded.count == 100_000)
        #expect(decoded["key99999"] == 99_999)
    }

    @Test func userInfoIsShown() throws {
        struct Reader: Decodable {
            static let key = CodingUserInfoKey(rawValue: "unit").unsafelyUnwrappedForTest
            var unit: String?
            init(from decoder: any Decoder) throws { unit = decoder.userInfo[Self.key] as? String }
        }
        var parser = PartialJSONParser()
        try parser.append("[{}]")
        let readers = try parser.finish().decode(
            [Reader].self, options: .init(userInfo: [Reader.key: "m"]))
        #expect(readers.first?.unit == "m")
    }
}

extension Optional {
    fileprivate var unsafelyUnwrappedForTest: Wrapped {
        guard let self else { preconditionFailure("nil") }
        return self
    }
}
