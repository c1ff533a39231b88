import PartialJSON
import TestSupport
import Testing

/// That the cost of a text is linear in its bytes whatever its fragments, by counting. What is
/// counted is what could be otherwise: yajl starts an unfinished token over at each call.
@Suite struct LinearityTests {
    struct Cost: Equatable {
        var bytesToEngine: Int
        var callsToEngine: Int
        var heapBytes: Int
    }

    static func cost(of text: [UInt8], fragment size: Int) throws -> Cost {
        var parser = PartialJSONParser()
        let text = text.span
        for start in stride(from: 0, to: text.count, by: size) {
            try parser.append(text.extracting(start..<min(start + size, text.count)))
        }
        _ = try parser.finish()
        return Cost(
            bytesToEngine: parser.bytesToEngine, callsToEngine: parser.callsToEngine,
            heapBytes: parser.valueHeapBytes)
    }

    static func edit(ofBytes count: Int) -> [UInt8] {
        let line = Array(#"let x = \"é\";\n    return \ud83d\ude00 "#.utf8)
        var text = Array(#"{"path": "/src/main.swift", "content": ""#.utf8)
        while text.count < count { text += line }
        return text + Array(#"", "line": 123456, "done": true}"#.utf8)
    }

    static func table(ofBytes count: Int) -> [UInt8] {
        var text = Array("[".utf8)
        while text.count < count {
            text += Array(#"{"id": 1234567, "ok": true, "s": "ab"}, "#.utf8)
        }
        return text + Array("null]".utf8)
    }

    static let sizes = [10_000, 100_000, 1_000_000, 10_000_000]

    @Test(arguments: sizes, [8, 24])
    func aLongStringNeverReachesTheEngine(bytes count: Int, fragment size: Int) throws {
        let cost = try Self.cost(of: Self.edit(ofBytes: count), fragment: size)
        #expect(cost.bytesToEngine < 100)
        #expect(cost.callsToEngine < 30)
        #expect(cost.heapBytes <= 2 * count + 1024)
    }

    @Test(arguments: sizes, [1, 8, 24])
    func theEngineSeesEachByteOnce(bytes count: Int, fragment size: Int) throws {
        guard size > 1 || count <= 1_000_000 else { return }
        let text = Self.table(ofBytes: count)
        let cost = try Self.cost(of: text, fragment: size)
        #expect(cost.bytesToEngine <= text.count)
        #expect(cost.callsToEngine <= 2 * (text.count / size + 1))
    }

    @Test func oneFragmentIsOneCall() throws {
        let text = Self.table(ofBytes: 10_000)
        let cost = try Self.cost(of: text, fragment: text.count)
        #expect(cost.callsToEngine == 1)
        #expect(cost.bytesToEngine == text.count)
    }

    @Test func anEndlessNumberOrKeyIsSeenOnce() throws {
        let number = Array("[".utf8) + Array(repeating: UInt8(ascii: "7"), count: 4000) + [0x5D]
        #expect(try Self.cost(of: number, fragment: 8).bytesToEngine < 10)
        let key = Array("{\"".utf8) + Array(repeating: UInt8(ascii: "k"), count: 1_000_000)
        #expect(try Self.cost(of: key + Array("\":1}".utf8), fragment: 8).bytesToEngine < 10)
    }
}
