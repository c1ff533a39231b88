import Baseline
import Foundation
import Harness
import MessageStream

extension BenchmarkTask {
    /// What a relay does for a web page: `data: {"content": "…"}` for every text delta.
    static let reWrapTextDeltas = BenchmarkTask(
        "re-wrap-text-deltas", "text deltas written again as the events of a simpler relay format",
        corpora: ["text", "mixed"] + recorded, chunkings: Chunking.all,
        contenders: [
            Contender(.product) { delivery in
                var tally = Tally()
                var output = RelayBuffer()
                var decoder = MessageStreamDecoder()
                let bytes = delivery.input.bytes.span
                for chunk in delivery.chunks {
                    var input = bytes.extracting(chunk)
                    while let view = try decoder.nextView(from: &input) {
                        tally.events += 1
                        guard view.deltaKind == .text else { continue }
                        tally.units += 1
                        unsafe view.payload.withUnsafeBufferPointer {
                            unsafe output.append(content: $0)
                        }
                    }
                    tally.sink += output.flush()
                }
                return tally
            },
            Contender(.tuned) { delivery in
                var tally = Tally()
                var output = RelayBuffer()
                var decoder = TunedDecoder()
                unsafe try delivery.withChunks { (input) throws(BaselineError) in
                    while let view = try unsafe decoder.nextView(from: &input) {
                        tally.events += 1
                        guard view.delta == .text else { continue }
                        tally.units += 1
                        unsafe output.append(content: view.payload)
                    }
                    tally.sink += output.flush()
                }
                return tally
            },
            Contender(.competent, isSlow: true) { delivery in
                var tally = Tally()
                var output = RelayBuffer()
                var decoder = CompetentDecoder()
                let encoder = JSONEncoder()
                unsafe try delivery.withChunks { (input) throws(any Error) in
                    try unsafe decoder.forEachEvent(of: input) { event in
                        tally.events += 1
                        guard case .contentBlockDelta(_, .text(let text)) = event else { return }
                        tally.units += 1
                        output.append(try encoder.encode(RelayEvent(content: text)))
                    }
                    tally.sink += output.flush()
                }
                return tally
            },
            Contender(.idiomatic, isSlow: true) { delivery in
                var tally = Tally()
                var decoder = IdiomaticDecoder()
                let encoder = JSONEncoder()
                var output = Data()
                for chunk in delivery.chunks {
                    for event in try decoder.append(delivery.input.bytes[chunk]) {
                        tally.events += 1
                        guard case .contentBlockDelta(_, .text(let text)) = event else { continue }
                        tally.units += 1
                        output += Data("data: ".utf8)
                        output += try encoder.encode(RelayEvent(content: text))
                        output += Data("\n\n".utf8)
                    }
                    tally.sink += output.count
                    output.removeAll(keepingCapacity: true)
                }
                return tally
            },
        ])
}

private struct RelayEvent: Encodable {
    var content: String
}

/// The bytes that a relay writes for one chunk; the room is used again for the next.
@safe
private struct RelayBuffer: ~Copyable {
    private static let head: StaticString = "data: {\"content\": \""
    private static let tail: StaticString = "\"}\n\n"
    private static let field: StaticString = "data: "
    private static let end: StaticString = "\n\n"

    private var room = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    private var count = 0

    mutating func append(content raw: UnsafeBufferPointer<UInt8>) {
        let length = Self.head.utf8CodeUnitCount + raw.count + Self.tail.utf8CodeUnitCount
        if unsafe count + length > room.count { grow(by: length) }
        unsafe append(Self.head.utf8Start, Self.head.utf8CodeUnitCount)
        if let start = raw.baseAddress { unsafe append(start, raw.count) }
        unsafe append(Self.tail.utf8Start, Self.tail.utf8CodeUnitCount)
    }

    mutating func append(_ json: Data) {
        if unsafe count + json.count + 8 > room.count { grow(by: json.count + 8) }
        unsafe append(Self.field.utf8Start, Self.field.utf8CodeUnitCount)
        unsafe json.withUnsafeBytes { bytes in
            unsafe append(bytes.bindMemory(to: UInt8.self).baseAddress!, bytes.count)
        }
        unsafe append(Self.end.utf8Start, Self.end.utf8CodeUnitCount)
    }

    /// Empties the buffer, as writing it to a socket would, and returns how much was in it.
    mutating func flush() -> Int {
        defer { count = 0 }
        return count
    }

    private mutating func append(_ start: UnsafePointer<UInt8>, _ length: Int) {
        unsafe (room.baseAddress! + count).copyMemory(from: start, byteCount: length)
        count += length
    }

    private mutating func grow(by length: Int) {
        let larger = unsafe UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(2 * room.count, count + length), alignment: 16)
        unsafe larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: room[..<count]))
        unsafe room.deallocate()
        unsafe room = larger
    }

    deinit { unsafe room.deallocate() }
}
