import Baseline
import Foundation
import Harness
import TestSupport
import Testing

/// The baselines make the product's events of whole streams, however these are cut.
@Suite struct StreamTests {
    /// A stream of everything that the generator writes, small enough for every chunking.
    static let generated = """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
        "model":"m","content":[],"stop_reason":null,"usage":{"input_tokens":7,"output_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}  }

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hé"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\\n\\u4F60"} }

        event: ping
        data: {"type": "ping"}

        event: content_block_delta
        data: {"index":0,"delta":{"text":"turned","type":"text_delta"},"type":"content_block_delta"}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"x","n":1}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta",\
        "partial_json":"{\\"a"}}

        event: future_event
        data: no JSON

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":9}}

        data: {"error":{"type":"overloaded_error","message":"Overloaded"}}

        event: message_stop
        data: {"type":"message_stop"}


        """

    @Test func everyChunkingOfTheGeneratorsEventsGivesTheSame() {
        let bytes = Array(Self.generated.utf8)
        let expected = Readings.product([bytes[...]])
        #expect(expected.count == 14)
        #expect(!expected.contains(nil))
        for chunking in Chunking.all(for: bytes) {
            let chunks = chunking.chunks(of: bytes)
            #expect(Readings.tuned(chunks) == expected, "\(chunking)")
        }
        for chunking in [Chunking.whole, .everyByte, .fixed(7), .fixed(64)] {
            let chunks = chunking.chunks(of: bytes)
            #expect(Readings.competent(chunks) == expected, "\(chunking)")
            #expect(Readings.idiomatic(chunks) == expected, "\(chunking)")
        }
    }

    /// The variants that `make bench` measures are the same events in other bytes.
    @Test func variantsAreTheSameEvents() {
        let text = StreamInput(name: "text", bytes: Array(Self.generated.utf8))
        let expected = Readings.product([text.bytes[...]])
        for variant in [text.withCRLF, text.withOtherKeyOrder, text.withWhiteSpace] {
            #expect(variant.bytes != text.bytes)
            let chunks = [variant.bytes[...]]
            // Data that is no JSON is handed out as it came, white space and all.
            let readings = [
                Readings.product, Readings.tuned, Readings.competent, Readings.idiomatic,
            ].map { $0(chunks) }
            for reading in readings { #expect(reading == expected, "\(variant.name)") }
        }
    }

    /// Recorded streams: the idiomatic baseline takes those that it can decode at all.
    @Test(
        .enabled(if: Conformance.isPresent, "\(Conformance.absence)"),
        arguments: Conformance.messages(.anthropic))
    func recordedStreamsGiveTheSameEvents(_ fixture: MessageFixture) throws {
        let body = try fixture.body()
        for chunking in [Chunking.whole, .fixed(1400), .fixed(64), .everyByte] {
            let chunks = chunking.chunks(of: body)
            let expected = Readings.product(chunks)
            #expect(Readings.tuned(chunks) == expected, "\(chunking)")
        }
        #expect(Readings.competent([body[...]]) == Readings.product([body[...]]))
        #expect(Readings.idiomatic([body[...]]) == Readings.product([body[...]]))
    }
}
