import Foundation
import MessageStream

/// A message's stream, as an upstream sends it.
nonisolated let stream = [
    #"""
    {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","content":[],\#
    "model":"x","stop_reason":null,"stop_sequence":null,\#
    "usage":{"input_tokens":1,"output_tokens":1}}}
    """#,
    #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
    #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Good "}}"#,
    #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"morning"}}"#,
    #"{"type":"content_block_stop","index":0}"#,
    #"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":3}}"#,
    #"{"type":"message_stop"}"#,
].map { data in "data: \(data)\n\n" }.joined()

/// What the stream arrives as.
nonisolated func bytes() -> [UInt8] { Array(stream.utf8) }

nonisolated func arrays() -> [[UInt8]] {
    [Array(stream.utf8.prefix(300)), Array(stream.utf8.dropFirst(300))]
}

nonisolated func slices() -> [ArraySlice<UInt8>] { arrays().map { $0[...] } }

nonisolated func data() -> [Data] { arrays().map { Data($0) } }

nonisolated func stream<Element: Sendable>(_ elements: [Element]) -> AsyncStream<Element> {
    AsyncStream { continuation in
        for element in elements { continuation.yield(element) }
        continuation.finish()
    }
}

nonisolated func throwingStream<Element: Sendable>(
    _ elements: [Element]
) -> AsyncThrowingStream<Element, any Error> {
    AsyncThrowingStream { continuation in
        for element in elements { continuation.yield(element) }
        continuation.finish()
    }
}

/// A sequence around another, as programs have for their bodies.
nonisolated struct Wrapped<Element: Sendable>: AsyncSequence {
    let base: AsyncThrowingStream<Element, any Error>

    init(_ base: AsyncThrowingStream<Element, any Error>) {
        self.base = base
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        var base: AsyncThrowingStream<Element, any Error>.Iterator

        mutating func next(isolation actor: isolated (any Actor)?) async throws -> Element? {
            try await base.next(isolation: actor)
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(base: base.makeAsyncIterator())
    }
}

nonisolated func wrapped<Element: Sendable>(_ elements: [Element]) -> Wrapped<Element> {
    Wrapped(throwingStream(elements))
}

/// The text of an event, a dot for one that has none.
nonisolated func text(_ event: MessageStreamEvent) -> String {
    if case .contentBlockDelta(_, .text(let text)) = event { return text }
    return "."
}

nonisolated func text(_ update: MessageUpdate) -> String {
    if case .text(_, let text, _) = update { return text }
    return "."
}

/// Readings whose result was another one than expected.
@MainActor var failures = 0

@MainActor
func expect(_ expected: String, of name: String, _ body: () async throws -> String) async {
    do {
        let result = try await body()
        if result == expected { return }
        print("\(name): read \(result), expected \(expected)")
    } catch {
        print("\(name): \(error)")
    }
    failures += 1
}
