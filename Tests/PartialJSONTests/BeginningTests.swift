import PartialJSON
import TestSupport
import Testing

/// What shows of a value after any of its bytes, however they were cut.
///
/// For each seed 60 random values of up to 400 bytes, up to five containers deep, written with random
/// white space and escapes. After every byte: what shows, with open strings and without, is a beginning
/// of the whole; with them it is all that `ShownValue`, which shares nothing with the parser, says must
/// show. Then four random fragmentations: what shows at each border is what showed there byte by byte.
/// `MESSAGE_STREAM_SEEDS` adds seeds.
@Suite struct BeginningTests {
    private static let seeds = SplitMix.seeds([1, 2, 3, 4])
    private static let valuesPerSeed = 60

    @Test(arguments: seeds)
    func `after any byte the beginning shows of what the whole will be`(_ seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var moments = 0
        for number in 0..<Self.valuesPerSeed {
            let (value, bytes) = Self.value(&random)
            let place = "seed \(seed), value \(number)"
            var parser = PartialJSONParser()
            var shown: [JSONValue?] = [nil]
            for (index, byte) in bytes.enumerated() {
                try parser.append([byte])
                let snapshot = parser.snapshot.value()
                shown.append(snapshot)
                let expected = ShownValue.value(of: bytes[...index])
                #expect(Self.isSame(snapshot, expected), "\(place) after \(index + 1) bytes")
                for part in [snapshot, parser.snapshot.value(openStrings: .omitted)] {
                    #expect(
                        part?.isBeginning(of: value) ?? true, "\(place) after \(index + 1) bytes")
                }
            }
            moments += bytes.count
            #expect(try Self.isSame(parser.finish().value(), value), "\(place)")
            for _ in 0..<4 {
                try Self.check(shown, of: bytes, cut: &random, value: value, place)
            }
        }
        #expect(moments > 20 * Self.valuesPerSeed, "seed \(seed)")
    }

    /// A value and its text, which is short enough to be read anew after each of its bytes.
    private static func value(_ random: inout SplitMix) -> (JSONValue, text: [UInt8]) {
        while true {
            let value = RandomJSON.value(depth: 5, &random)
            let text = Array(RandomJSON.write(value, &random).utf8)
            if text.count <= 400 { return (value, text) }
        }
    }

    private static func check(
        _ shown: [JSONValue?], of bytes: [UInt8], cut random: inout SplitMix, value: JSONValue,
        _ place: String
    ) throws {
        var parser = PartialJSONParser()
        var end = 0
        let longest = 1 + random.below(40)
        while end < bytes.count {
            let start = end
            end = min(bytes.count, start + random.below(longest) + 1)
            try parser.append(Array(bytes[start..<end]))
            #expect(
                isSame(parser.snapshot.value(), shown[end]), "\(place), cut before \(end)")
        }
        #expect(try isSame(parser.finish().value(), value), "\(place)")
    }

    private static func isSame(_ left: JSONValue?, _ right: JSONValue?) -> Bool {
        switch (left, right) {
        case (let left?, let right?): left.isSame(as: right)
        case (nil, nil): true
        case (nil, _?), (_?, nil): false
        }
    }

    @Test(arguments: [
        ("[1]", "[1,2]", true), ("[2]", "[1,2]", false), ("[[],1]", "[[0],1]", false),
        ("[[]]", "[[0],1]", true), (#"{"a":"x"}"#, #"{"a":"xy"}"#, true),
        (#"{"b":1}"#, #"{"a":0,"b":1}"#, false), (#"{"a":"x","b":1}"#, #"{"a":"xy","b":1}"#, false),
        ("1", "12", true), ("2", "12", false), ("true", "true", true), ("null", "true", false),
    ])
    func `a beginning is told from what is none`(
        _ part: String, whole: String, isBeginning: Bool
    ) throws {
        #expect(
            try JSONValue(parsing: part).isBeginning(of: JSONValue(parsing: whole)) == isBeginning)
    }
}
