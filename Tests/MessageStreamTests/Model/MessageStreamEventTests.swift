import MessageStream
import PartialJSON
import ServerSentEvents
import TestSupport
import Testing

/// Events as values: read from JSON and written back.
struct MessageStreamEventTests {
    /// Events that are written back to the letter.
    static let wire = [
        #"{"type":"message_start","message":{"id":"m","role":"assistant","content":[],"beta":1}}"#,
        #"{"type":"content_block_start","index":2,"content_block":{"type":"of_tomorrow","x":1}}"#,
        #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"t"}}"#,
        #"{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{"}}"#,
        #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"t"}}"#,
        #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"t","estimated_tokens":3}}"#,
        #"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"s"}}"#,
        #"{"type":"content_block_delta","index":0,"delta":{"type":"citations_delta","citation":{"type":"page_location"}}}"#,
        #"{"type":"content_block_delta","index":0,"delta":{"type":"compaction_delta","content":null}}"#,
        #"{"type":"content_block_delta","index":0,"delta":{"type":"of_tomorrow","x":1}}"#,
        #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":null}}"#,
        #"{"type":"content_block_stop","index":7}"#,
        #"{"type":"message_delta","delta":{"stop_reason":null},"usage":{"output_tokens":1},"x":1}"#,
        #"{"type":"message_stop"}"#,
        #"{"type":"ping"}"#,
        #"{"type":"error","error":{"type":"api_error","message":"m"},"request_id":"r"}"#,
        #"{"type":"of_tomorrow","x":[1.50]}"#,
    ]

    @Test(arguments: wire)
    func areWrittenAsTheyWereRead(_ text: String) throws {
        let json = try #require(JSONValue(text: text).object)
        let event = try #require(MessageStreamEvent(json: json))
        #expect(event.jsonValue.jsonText == text)
        #expect(event.name == json["type"]?.string)
    }

    static let malformed = [
        "{}", #"{"kind":"ping"}"#, #"{"type":1}"#, #"{"type":"message_start"}"#,
        #"{"type":"message_start","message":[]}"#,
        #"{"type":"content_block_start","index":0}"#,
        #"{"type":"content_block_start","content_block":{}}"#,
        #"{"type":"content_block_delta","delta":{"type":"text_delta","text":"t"}}"#,
        #"{"type":"content_block_delta","index":0,"delta":"t"}"#,
        #"{"type":"content_block_stop","index":"0"}"#,
        #"{"type":"content_block_stop","index":0.5}"#,
    ]

    @Test(arguments: malformed)
    func thatLackWhatTheyAreThereForAreNone(_ text: String) throws {
        #expect(try MessageStreamEvent(json: #require(JSONValue(text: text).object)) == nil)
    }

    @Test func errorsAreReadInEveryForm() throws {
        let error = StreamedError(
            json: [
                "type": "error", "request_id": "r",
                "error": [
                    "type": "overloaded_error", "message": "m", "details": ["error_code": "c"],
                ],
            ])
        #expect((error.type, error.message, error.requestID) == (.overloaded, "m", "r"))
        #expect((error.errorCode, error.details) == ("c", ["error_code": "c"]))
        let text = try #require(MessageStreamEvent(json: ["error": "gone"]))
        #expect(text.name == "error")
        guard case .error(let gateways) = text else {
            Issue.record("an error without a type is an error")
            return
        }
        #expect((gateways.type, gateways.message) == ("", "gone"))
        #expect(gateways.json == ["error": "gone"])
        #expect(StreamedError(text: "upstream").message == "upstream")
    }

    @Test func anUnknownEventIsWrittenAsItCame() {
        let event = MessageStreamEvent.unknown(name: "n", data: "no JSON")
        #expect(event.name == "n")
        #expect(event.jsonValue == "no JSON")
    }

    @Test func aMessageDeltaIsRead() {
        let delta = MessageDelta(
            json: [
                "delta": [
                    "stop_reason": "stop_sequence", "stop_sequence": "#",
                    "stop_details": ["type": "refusal"], "container": ["id": "c"],
                ],
                "usage": ["output_tokens": 5], "context_management": ["applied_edits": []],
                "input_transformations": [["type": "thinking_dropped"]],
            ])
        #expect(delta.stopReason == .stopSequence)
        #expect(delta.stopSequence == "#")
        #expect(delta.stopDetails?.type == "refusal")
        #expect(delta.container?.id == "c")
        #expect(delta.usage?.outputTokens == 5)
        #expect(delta.contextManagement?.appliedEdits == [])
        #expect(delta.inputTransformations?.map(\.type) == ["thinking_dropped"])
        #expect(MessageDelta(json: [:]).stopReason == nil)
        #expect(MessageDelta(json: [:]).usage == nil)
    }

    /// A typed delta has nothing to tell a null estimate from an absent one.
    private static let nullThatIsNotKept = "/delta/estimated_tokens: nothing for null"

    @Test(
        .enabled(if: Conformance.isPresent, Comment(rawValue: Conformance.absence)),
        arguments: Conformance.messages(.anthropic))
    func recordedEventsAreWrittenAsTheyWereReadAndAsTheDecoderReadsThem(
        _ fixture: MessageFixture
    ) throws {
        let body = try fixture.body()
        var framing = ServerSentEventDecoder()
        var framed = body.span
        var decoder = MessageStreamDecoder()
        var decoded = body.span
        while let data = try framing.next(from: &framed)?.data {
            let event = try decoder.next(from: &decoded)
            guard let json = try? JSONValue(parsing: data).object else { continue }
            // The decoder keeps the text of an event that it does not know, spaces and all.
            if case .unknown(_, data)? = event { continue }
            #expect(MessageStreamEvent(json: json) == event)
            let differences = event?.jsonValue.differences(from: .object(json))
            #expect(differences?.filter { $0 != Self.nullThatIsNotKept } == [])
        }
    }
}
