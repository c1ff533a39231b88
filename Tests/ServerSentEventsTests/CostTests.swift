import ServerSentEvents
import TestSupport
import Testing

/// What decoding costs, counted: bytes searched and copied and heap owned, never time.
@Suite struct CostTests {
    /// Two events as a model sends them.
    static let stream = Array(
        """
        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}

        event: ping
        data: {"type": "ping"}


        """.utf8)

    private func decode(
        _ chunks: [ArraySlice<UInt8>], with decoder: inout ServerSentEventDecoder
    ) throws -> Int {
        var events = 0
        for chunk in chunks {
            var input = chunk.span
            while try decoder.next(from: &input) != nil { events += 1 }
        }
        return events
    }

    @Test func eventsThatLieWholeInAChunkAreNotCopied() throws {
        var decoder = ServerSentEventDecoder()
        #expect(try decode([Self.stream[...]], with: &decoder) == 2)
        #expect(decoder.bytesCopied == 0)
        #expect(decoder.ownedHeapBytes == 0)
    }

    @Test(arguments: ScanPath.available)
    func costIsLinearInTheBytesWhateverTheChunking(_ path: ScanPath) throws {
        let texts = ["a", String(repeating: "line ", count: 3000)]
        let blocks = texts.flatMap { text in
            ["data: \(text)\n\n", "event: \(text)\nid: \(text)\ndata: \(text)\ndata: \(text)\n\n"]
        }
        let manyLines = String(repeating: "data: a\n", count: 500) + "\n"
        for block in blocks + [manyLines, String(decoding: Self.stream, as: UTF8.self)] {
            for count in [1, 10] {
                let bytes = Array(String(repeating: block, count: count).utf8)
                let sizes = [1, 2, 3, 7, 63, 64, 65, 1000].map(Chunking.fixed)
                for chunking in [Chunking.whole] + sizes {
                    var decoder = ServerSentEventDecoder(path: path)
                    #expect(try decode(chunking.chunks(of: bytes), with: &decoder) >= count)
                    #expect(decoder.bytesCopied <= 2 * UInt64(bytes.count), "\(chunking)")
                }
            }
        }
    }

    /// A block of 64 bytes is the least that a search looks at; a chunk begins one of its own.
    @Test(arguments: ScanPath.available, [1, 7, 64, 1400, 65536])
    func noByteIsSearchedAgainInALaterChunk(_ path: ScanPath, size: Int) throws {
        #if DEBUG
            let line = String(repeating: "a", count: 300_000)
            let streams = [
                "data: \(line)\n\n", "event: e\ndata: \(line)\n\n", "id: \(line)\n\n: \(line)\n\n",
                "data: \(line)\r\ndata: \(line)\r\n\r\n", line + line + "\n\n",
                String(repeating: "data: a\n", count: 30_000) + "\n",
                String(repeating: String(decoding: Self.stream, as: UTF8.self), count: 1000),
            ]
            for stream in streams {
                let bytes = Array(stream.utf8)
                let chunks = Chunking.fixed(size).chunks(of: bytes)
                var decoder = ServerSentEventDecoder(path: path)
                let before = ServerSentEventDecoder.bytesSearched
                let events = try decode(chunks, with: &decoder)
                let searched = ServerSentEventDecoder.bytesSearched - before
                // The way for usual events may have searched what the walk over lines searches then.
                let blocks = bytes.count / 64 + chunks.count + events
                #expect(searched <= UInt64(2 * 64 * blocks), "\(stream.prefix(20)) \(events)")
                #expect(searched >= UInt64(bytes.count) / 2)
            }
        #endif
    }

    @Test func aLongLineByteByByteIsCopiedOnce() throws {
        let bytes = Array("data: \(String(repeating: "a", count: 100_000))\n\n".utf8)
        var decoder = ServerSentEventDecoder()
        #expect(try decode(Chunking.everyByte.chunks(of: bytes), with: &decoder) == 1)
        #expect(decoder.bytesCopied == UInt64(bytes.count - 2))
    }

    @Test func emptyChunksCostNothing() throws {
        var decoder = ServerSentEventDecoder()
        let beginning = Array("event: e\ndata: a".utf8)
        #expect(try decode([beginning[...]], with: &decoder) == 0)
        let copied = decoder.bytesCopied
        let nothing = [ArraySlice<UInt8>](repeating: [], count: 1000)
        #expect(try decode(nothing, with: &decoder) == 0)
        #expect(decoder.bytesCopied == copied)
        #expect(try decode([Array("\n\n".utf8)[...]], with: &decoder) == 1)
    }

    @Test func anIdleDecoderOwnsNoHeap() throws {
        for chunking in Chunking.all(for: Self.stream) {
            var decoder = ServerSentEventDecoder()
            #expect(decoder.ownedHeapBytes == 0)
            #expect(try decode(chunking.chunks(of: Self.stream), with: &decoder) == 2)
            #expect(decoder.ownedHeapBytes == 0, "\(chunking)")
        }
    }

    @Test func anEventCutOffByTheEndLeavesNoHeap() throws {
        var decoder = ServerSentEventDecoder()
        #expect(try decode([Self.stream[..<60]], with: &decoder) == 0)
        #expect(decoder.ownedHeapBytes > 0)
        decoder.finish()
        #expect(decoder.ownedHeapBytes == 0)
    }

    @Test func memoryOfALargeEventIsGivenBack() throws {
        let large = Array("data: \(String(repeating: "a", count: 1 << 20))\n\n".utf8)
        var decoder = ServerSentEventDecoder()
        #expect(try decode(Chunking.fixed(1000).chunks(of: large), with: &decoder) == 1)
        #expect(decoder.ownedHeapBytes == 0)
        #expect(try decode(Chunking.fixed(7).chunks(of: Self.stream), with: &decoder) == 2)
        #expect(decoder.ownedHeapBytes == 0)
    }

    @Test func theTypesStaySmall() {
        let decoder = MemoryLayout<ServerSentEventDecoder>.size
        let event = MemoryLayout<ServerSentEvent>.size
        let view = MemoryLayout<ServerSentEventView>.size
        print("sizes: decoder \(decoder), event \(event), view \(view) bytes")
        // The C header promises the decoder's; an event is four strings and a number.
        #expect(decoder <= 256)
        #expect(event <= 80)
        #expect(view <= 80)
    }
}
