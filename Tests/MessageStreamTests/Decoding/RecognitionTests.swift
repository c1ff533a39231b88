import MessageStream
import PartialJSON
import ServerSentEvents
import TestSupport
import Testing

/// An event that begins and ends like the delta before it is recognized and not parsed. That must
/// never change what a decoder says: fed byte by byte, which never recognizes anything, it says the
/// same.
@Suite struct RecognitionTests {
    /// How a stream writes its text deltas; `#` stands for the text.
    private static let shapes: [String] = [
        "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
            + "\"delta\":{\"type\":\"text_delta\",\"text\":\"#\"}      }\n\n",
        "event: content_block_delta\r\ndata: {\"type\":\"content_block_delta\",\"index\":1,"
            + "\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"#\"}}\r\n\r\n",
        "data: {\"index\": 0, \"delta\": {\"text\": \"#\", \"type\": \"text_delta\"}, "
            + "\"type\": \"content_block_delta\"}\n\n",
        ": a comment\nevent: content_block_delta\nevent: again\ndata:{\"delta\":{\"type\":"
            + "\"input_json_delta\",\"partial_json\":\"#\"},\"type\":\"content_block_delta\"}\n\n",
        "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\","
            + "\"text\":\"#\"}}\nevent: behind\n\n",
        "id: 7\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":"
            + "\"text_delta\",\"text\":\"#\"}}\n\n",
        "data: {\"type\":\"content_block_delta\",\"index\":0,\n"
            + "data: \"delta\":{\"type\":\"text_delta\",\"text\":\"#\"}}\n\n",
        "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\","
            + "\"text\":\"#\"}}\r\r",
        "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\","
            + "\"text\":\"#\"},\"delta\":{\"type\":\"text_delta\",\"text\":\"last\"}}\n\n",
    ]

    /// The same delta behind lines of its own, and behind blocks that have no data.
    private static let shapesOfOneDelta: [String] = [
        "", "event:\n", "event: \r\n", "event: content_block_delta\n", "event\n", ": comment\n",
        "unknown: field\n", "id: 5\n", "id: 6\n", "id\n", "retry: 7\n", "retry: 8\n",
        "retry: never\n", "id: 5\n\n", "id: 6\r\n\r\n", "id\n\n", "retry: 7\n\n", "retry: 8\n\n",
        "event: other\n\n", "event: other\nid: 5\n\n", ": comment\n\n", "\n", "\r\n", "\u{FEFF}",
        "\u{FEFF}event: other\n", "data: [DONE]\n\n",
    ].map {
        $0 + "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":"
            + "\"text_delta\",\"text\":\"#\"}}\n\n"
    }

    private static let texts = [
        "", "a", "Hello", " wörld", "\\n", "\\\"", "中文", "\\ud83d\\ude00", "😀", "}", "\\u0000",
        String(repeating: "long ", count: 20), String(repeating: "é", count: 31) + "\\t",
    ]

    private static func stream(_ shape: String) -> [UInt8] {
        Array(texts.map { shape.replacing("#", with: $0) }.joined().utf8)
    }

    private func trace(
        _ chunks: [ArraySlice<UInt8>], limits: ServerSentEventDecoder.Limits = .default
    ) -> [String] {
        var decoder = MessageStreamDecoder(limits: limits)
        var lines: [String] = []
        for chunk in chunks {
            var input = chunk.span
            while true {
                do throws(MessageStreamError) {
                    guard let view = try decoder.nextView(from: &input) else { break }
                    lines.append(line(view))
                } catch {
                    lines.append("\(error)")
                    if error.code == .framing { return lines }
                }
            }
        }
        lines.append(
            "\(decoder.byteOffset) \(decoder.eventCount) \(decoder.lastEventID) "
                + "\(decoder.reconnectionTime ?? -1) \(decoder.isDone)")
        return lines
    }

    private func line(_ view: borrowing MessageStreamEventView) -> String {
        let framed = view.framing.event()
        return "\(view.number) \(EventTracer.line(for: view)) at \(view.framing.dataOffset) "
            + "\(framed.event ?? "-") \(view.framing.hasType) \(framed.id ?? "-") "
            + "\(framed.lastEventID) \(view.framing.retry ?? -1) \(framed.data)"
    }

    private func expectTheSame(
        _ bytes: [UInt8], limits: ServerSentEventDecoder.Limits = .default
    ) {
        let expected = trace(Chunking.everyByte.chunks(of: bytes), limits: limits)
        #expect(
            trace([bytes[...]], limits: limits) == expected,
            "\(String(decoding: bytes, as: UTF8.self))")
    }

    @Test(arguments: shapes) func everyShapeIsReadTheSameWholeAndByteByByte(_ shape: String) {
        let bytes = Self.stream(shape)
        let expected = trace(Chunking.everyByte.chunks(of: bytes))
        #expect(expected.count == Self.texts.count + 1)
        for chunking in Chunking.all(for: bytes) {
            #expect(trace(chunking.chunks(of: bytes)) == expected, "\(chunking)")
        }
    }

    @Test func shapesInTurnDoNotMixUp() {
        let shapes = Self.shapes + Self.shapesOfOneDelta
        for first in shapes {
            for second in shapes {
                let pair = first.replacing("#", with: "one") + second.replacing("#", with: "two")
                expectTheSame(Array(String(repeating: pair, count: 3).utf8))
            }
        }
    }

    /// What was remembered of the first comes again after the second.
    @Test func whatABlockWithoutDataBroughtIsNotForgotten() {
        let start = Self.shapesOfOneDelta[0].replacing("#", with: "zero")
        for first in Self.shapesOfOneDelta {
            for second in Self.shapesOfOneDelta {
                let texts = [first, second, first, second, second, first]
                expectTheSame(Array((start + texts.joined().replacing("#", with: "one")).utf8))
            }
        }
    }

    /// Bytes changed, taken out and put in, with those that mean something more often than others.
    @Test(arguments: shapes) func damageIsSeenWhateverIsRemembered(_ shape: String) {
        var random = SplitMix(seed: UInt64(shape.utf8.count))
        let base = Array(
            ["one", "two", "\\n", "three"].map { shape.replacing("#", with: $0) }.joined().utf8)
        let telling = Array("\"\\{}[]:, \n\r\t\u{0}\u{7f}udeit:".utf8) + [0x80, 0xC3, 0xE4, 0xFF]
        for _ in 0..<1500 {
            var bytes = base
            for _ in 0...random.below(2) {
                let place = random.below(bytes.count)
                let byte = telling[random.below(telling.count)]
                switch random.below(3) {
                case 0: bytes[place] = byte
                case 1: bytes.insert(byte, at: place)
                default: bytes.remove(at: place)
                }
            }
            expectTheSame(bytes)
        }
    }

    @Test(arguments: shapes) func limitsHoldForWhatIsRecognized(_ shape: String) {
        let bytes = Self.stream(shape)
        for limit in 60..<260 {
            expectTheSame(bytes, limits: .init(maximumLineBytes: limit))
            expectTheSame(bytes, limits: .init(maximumEventBytes: limit))
        }
    }

    /// The tests above would prove nothing if nothing were ever recognized.
    @Test(arguments: EventScanPath.available)
    func whatIsUsualIsRecognizedAndNothingElse(_ path: EventScanPath) throws {
        for (shape, isUsual) in zip(
            Self.shapes, [true, true, true, true] + Array(repeating: false, count: 5))
        {
            var scanner = EventScanner(path: path)
            var framing = ServerSentEventDecoder()
            let first = Array(shape.replacing("#", with: "one").utf8)
            try scanner.remember(first, framedBy: &framing)
            for text in Self.texts {
                let bytes = Array(shape.replacing("#", with: text).utf8)
                #expect(
                    scanner.lengthOfRecognized(bytes.span) == (isUsual ? bytes.count : nil),
                    "\(text)")
            }
        }
    }

    @Test(arguments: EventScanPath.available, GuardedBytes.Side.allCases)
    func nothingIsReadOutsideTheChunk(_ path: EventScanPath, side: GuardedBytes.Side) throws {
        for shape in Self.shapes.prefix(4) {
            var scanner = EventScanner(path: path)
            var framing = ServerSentEventDecoder()
            try scanner.remember(
                Array(shape.replacing("#", with: "one").utf8), framedBy: &framing)
            for text in Self.texts {
                let bytes = Array(shape.replacing("#", with: text).utf8)
                for count in 0...bytes.count {
                    let guarded = GuardedBytes(bytes[..<count], flush: side)
                    let expected = count == bytes.count ? count : nil
                    #expect(scanner.lengthOfRecognized(guarded.span) == expected)
                }
            }
        }
    }
}

extension EventScanner {
    /// Scans one whole event after framing it, as the decoder does.
    fileprivate mutating func remember(
        _ bytes: [UInt8], framedBy framing: inout ServerSentEventDecoder
    ) throws {
        // The stream's start is over after a first event.
        let start = Array(": start\n\n".utf8)
        var input = start.span
        while try framing.nextView(from: &input) != nil {}
        var event = bytes.span
        guard let view = try framing.nextView(from: &event) else { return }
        try remember(view, in: bytes.span.extracting(first: bytes.count - event.count))
    }
}
