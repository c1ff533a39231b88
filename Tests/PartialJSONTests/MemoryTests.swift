import PartialJSON
import Testing

/// What a parser takes, which counts where thousands are open.
@Suite struct MemoryTests {
    @Test func sizesAreSmall() {
        #expect(MemoryLayout<PartialJSONParser>.size <= 104)
        #expect(MemoryLayout<PartialJSONValue>.size == 16)
        #expect(MemoryLayout<JSONError>.size <= 16)
    }

    @Test func anIdleParserOwnsNothing() throws {
        var parser = PartialJSONParser()
        #expect(parser.engineHeapBytes + parser.valueHeapBytes == 0)
        try parser.append("  \n")
        #expect(parser.engineHeapBytes + parser.valueHeapBytes == 0)
    }

    @Test func anOpenValueTakesLessThanFourKilobytes() throws {
        var parser = PartialJSONParser()
        try parser.append(#"{"path": "/src/main.swift", "line": 1"#)
        #expect(parser.engineHeapBytes + parser.valueHeapBytes <= 4096)
    }

    @Test func aCompleteValueTakesItsOwnSizeOnly() throws {
        var parser = PartialJSONParser()
        try parser.append(#"{"path": "/src/main.swift", "line": 1}"#)
        #expect(parser.engineHeapBytes == 0)
        #expect(parser.valueHeapBytes <= 256)
    }

    @Test func aCompleteValueGivesItsSpareRoomBack() throws {
        var parser = PartialJSONParser()
        try parser.append("[\"")
        let piece = String(repeating: "x", count: 1000)
        for _ in 0..<1100 { try parser.append(piece) }
        #expect(parser.valueHeapBytes > 1_200_000)
        try parser.append("\"]")
        #expect(parser.valueHeapBytes <= 1_100_000 + 256)
    }

    @Test(arguments: ["{} x", "[1,]", "[", "\"a"])
    func aFailedParserKeepsTheValueOnly(_ text: String) {
        var parser = PartialJSONParser()
        try? parser.append(text)
        _ = try? parser.finish()
        #expect(parser.error != nil)
        #expect(parser.engineHeapBytes == 0)
    }

    @Test func depthCostsOneBlockMore() throws {
        var parser = PartialJSONParser()
        try parser.append(String(repeating: "[", count: 126))
        let shallow = parser.engineHeapBytes
        try parser.append(String(repeating: "[", count: 386))
        #expect(parser.engineHeapBytes - shallow < 2048)
        try parser.append(String(repeating: "]", count: 512))
        #expect(parser.isComplete == true)
    }

    @Test func aValueOfNumbersTakesNineBytesForEachByteAtMost() throws {
        let text = "[" + String(repeating: "0,", count: 100_000) + "0]"
        var parser = PartialJSONParser()
        try parser.append(text)
        #expect(parser.valueHeapBytes <= 9 * text.utf8.count)
    }
}
