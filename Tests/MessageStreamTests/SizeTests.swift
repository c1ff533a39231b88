import Foundation
import MessageStream
import PartialJSON
import ServerSentEvents
import TestSupport
import Testing

/// What one open stream costs: ARCHITECTURE.md states it, this measures it.
@Suite struct SizeTests {
    static let sizes: [(name: String, bytes: Int)] = [
        ("ServerSentEventDecoder", MemoryLayout<ServerSentEventDecoder>.size),
        ("ServerSentEvent", MemoryLayout<ServerSentEvent>.size),
        ("MessageStreamDecoder", MemoryLayout<MessageStreamDecoder>.size),
        ("MessageStreamEvent", MemoryLayout<MessageStreamEvent>.size),
        ("ContentBlock", MemoryLayout<ContentBlock>.size),
        ("MessageAccumulator", MemoryLayout<MessageAccumulator>.size),
        ("PartialJSONParser", MemoryLayout<PartialJSONParser>.size),
        ("PartialJSONValue", MemoryLayout<PartialJSONValue>.size),
    ]

    @Test func theArchitectureStatesTheSizesOfTheObjectsOfAStream() throws {
        let page = try String(
            contentsOf: packageRoot.appending(path: "ARCHITECTURE.md"), encoding: .utf8)
        for (name, bytes) in Self.sizes {
            print("\(name): \(bytes) bytes")
            #expect(page.contains("| `\(name)` | \(bytes) |"), "\(name) has \(bytes) bytes")
        }
    }
}
