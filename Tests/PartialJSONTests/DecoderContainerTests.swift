import PartialJSON
import Testing

/// What a hand-written `init(from:)` may ask of a decoder.
@Suite struct DecoderContainerTests {
    func decode<T: Decodable>(_ text: String, as type: T.Type = T.self) throws -> T {
        var parser = PartialJSONParser()
        try parser.append(text)
        return try parser.finish().decode(type)
    }

    enum Key: String, CodingKey { case a, b, missing }

    class Base: Decodable {
        var base: Int
        enum Key: String, CodingKey { case base }
        required init(from decoder: any Decoder) throws {
            base = try decoder.container(keyedBy: Key.self).decode(Int.self, forKey: .base)
        }
    }

    final class Derived: Base {
        var own: String
        enum OwnKey: String, CodingKey { case own, part }
        required init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: OwnKey.self)
            own = try container.decode(String.self, forKey: .own)
            try super.init(from: container.superDecoder())
        }
    }

    @Test func aSuperclassDecodesFromItsPart() throws {
        let derived = try decode(#"{"own": "x", "super": {"base": 7}}"#, as: Derived.self)
        #expect(derived.own == "x")
        #expect(derived.base == 7)
        #expect(throws: DecodingError.self) { try decode(#"{"own": "x"}"#, as: Derived.self) }
    }

    struct Nested: Decodable {
        var deep: Int
        var first: String
        var rest: [Int] = []
        var keys: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            keys = container.allKeys.map(\.stringValue)
            deep = try container.nestedContainer(keyedBy: Key.self, forKey: .a)
                .decode(Int.self, forKey: .b)
            var list = try container.nestedUnkeyedContainer(forKey: .b)
            first = try list.decode(String.self)
            #expect(list.currentIndex == 1)
            #expect(list.count == 5)
            #expect(try list.decodeNil())
            #expect(try !list.decodeNil())
            var inner = try list.nestedUnkeyedContainer()
            while !inner.isAtEnd { rest.append(try inner.decode(Int.self)) }
            let keyed = try list.nestedContainer(keyedBy: Key.self)
            rest.append(try keyed.decode(Int.self, forKey: .a))
            // What failed can be asked for again, as something else.
            #expect(throws: DecodingError.self) { try list.decode(String.self) }
            rest.append(try Int(from: list.superDecoder()))
            #expect(list.isAtEnd)
            #expect(throws: DecodingError.self) { try list.decode(Int.self) }
            #expect(throws: DecodingError.self) { try list.decodeNil() }
        }
    }

    @Test func nestedContainers() throws {
        let nested = try decode(
            #"{"a": {"b": 1}, "b": ["x", null, [2, 3], {"a": 4}, 5], "c": 0}"#, as: Nested.self)
        #expect(nested.deep == 1)
        #expect(nested.first == "x")
        #expect(nested.rest == [2, 3, 4, 5])
        #expect(nested.keys == ["a", "b"])
    }

    @Test func deepValuesDecodeToTheDepthLimit() throws {
        indirect enum Tree: Decodable {
            case leaf
            case node(Tree)
            init(from decoder: any Decoder) throws {
                var container = try decoder.unkeyedContainer()
                self = container.isAtEnd ? .leaf : .node(try container.decode(Tree.self))
            }
        }
        let text = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        var tree = try decode(text, as: Tree.self)
        var depth = 1
        while case .node(let inner) = tree { (tree, depth) = (inner, depth + 1) }
        #expect(depth == 512)
    }
}
