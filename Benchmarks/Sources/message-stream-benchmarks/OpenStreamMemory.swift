import Harness
import MessageStream
import ServerSentEvents

/// What an open stream holds: its own size, and what it has on the heap, as the allocator rounds it.
enum OpenStreamMemory {
    private static let streamCount = 10_000

    /// Bytes a stream in each of the states that streams are found in; empty where nothing counts.
    static func measure(text: StreamInput, bigTool: StreamInput) async throws -> [String: Double] {
        let textStart = Array(text.events[text.messages[0]].prefix(40))
        let toolStart = Array(bigTool.events[bigTool.messages[0]].prefix(40))
        let cutEvent = textStart[5].lowerBound..<textStart[5].upperBound - 20
        var memory: [String: Double] = [:]
        memory["framing, between events"] = try await bytes({ ServerSentEventDecoder() }) {
            try $0.feed(text.bytes, textStart)
        }
        memory["framing, \(cutEvent.count) bytes into an event"] = try await bytes(
            { ServerSentEventDecoder() }
        ) { try $0.feed(text.bytes, textStart + [cutEvent]) }
        memory["typed events, between events"] = try await bytes({ MessageStreamDecoder() }) {
            try $0.feed(text.bytes, textStart)
        }
        memory["a message with 38 deltas of text"] = try await bytes({ OpenMessage() }) {
            try $0.feed(text.bytes, textStart)
        }
        memory["a message with 38 fragments of a tool's input"] = try await bytes(
            { OpenMessage() }
        ) { try $0.feed(bigTool.bytes, toolStart) }
        return memory.filter { !$0.value.isNaN }
    }

    private static func bytes<Stream: ~Copyable>(
        _ make: () -> Stream, _ feed: (inout Stream) throws -> Void
    ) async throws -> Double {
        let streams = UnsafeMutableBufferPointer<Stream>.allocate(capacity: streamCount)
        let (_, heap) = try await HeapUse.of {
            for place in streams.indices {
                var stream = make()
                try feed(&stream)
                unsafe streams.initializeElement(at: place, to: stream)
            }
        }
        for place in streams.indices { unsafe streams.deinitializeElement(at: place) }
        unsafe streams.deallocate()
        guard let heap else { return .nan }
        return Double(heap.liveBytes) / Double(streamCount) + Double(MemoryLayout<Stream>.stride)
    }
}

/// A stream that puts its message together.
private struct OpenMessage: ~Copyable {
    var decoder = MessageStreamDecoder()
    var accumulator = MessageAccumulator()

    mutating func feed(_ bytes: [UInt8], _ chunks: [Range<Int>]) throws {
        for chunk in chunks {
            var input = bytes.span.extracting(chunk)
            while let view = try decoder.nextView(from: &input) { try accumulator.append(view) }
        }
    }
}

extension ServerSentEventDecoder {
    fileprivate mutating func feed(_ bytes: [UInt8], _ chunks: [Range<Int>]) throws {
        for chunk in chunks {
            var input = bytes.span.extracting(chunk)
            while try nextView(from: &input) != nil {}
        }
    }
}

extension MessageStreamDecoder {
    fileprivate mutating func feed(_ bytes: [UInt8], _ chunks: [Range<Int>]) throws {
        for chunk in chunks {
            var input = bytes.span.extracting(chunk)
            while try nextView(from: &input) != nil {}
        }
    }
}
