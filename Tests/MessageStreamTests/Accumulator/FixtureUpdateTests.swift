import MessageStream
import PartialJSON
import TestSupport
import Testing

/// Our updates against the events of the official SDK's stream helper.
@Suite(.enabled(if: Conformance.isPresent, Comment(rawValue: Conformance.absence)))
struct MessageFixtureUpdateTests {
    @Test("updates are the SDK's helper events", arguments: MessageFixtureTests.accepted)
    func updates(_ fixture: MessageFixture) throws {
        let expected = try fixture.helperEvents().compactMap(\.withoutWireEvents)
        let updates = Accumulated(try fixture.body()).updates.map(\.helperEvent)
        try #require(updates.count == expected.count)
        for (update, event) in zip(updates, expected) {
            // The SDK's class writes the null, no event carried it.
            let differences = update.differences(from: event)
            try #require(
                differences.filter {
                    $0 != "/content_block/encrypted_content: nothing for null"
                } == [])
        }
    }
}

extension MessageFixture {
    /// The lines of the helper events, those of the beta client where they differ.
    fileprivate func helperEvents() throws -> [JSONValue] {
        let paths = [".beta", ""].map { "messages/anthropic/\(name).events\($0).jsonl" }
        let path = try #require(paths.first(where: Conformance.exists))
        return try Conformance.bytes(path).split(separator: UInt8(ascii: "\n"))
            .map { try JSONValue(parsing: Array($0)) }
    }
}

extension JSONValue {
    /// The event if the helper made it, without its length in UTF-16; nil for those of the wire.
    fileprivate var withoutWireEvents: JSONValue? {
        guard case .object(var event) = self else { return nil }
        event["snapshot_utf16"] = nil
        switch event["type"]?.string {
        case "text", "thinking", "input_json", "citation", "signature", "compaction",
            "message_stop":
            return .object(event)
        case "content_block_stop" where event["content_block"] != nil: return .object(event)
        default: return .none
        }
    }
}

extension MessageUpdate {
    /// The update as the data writes a helper event.
    fileprivate var helperEvent: JSONValue {
        switch self {
        case .text(_, let text, let snapshot):
            [
                "type": "text", "text": .string(text),
                "snapshot_utf8": .number(JSONNumber(snapshot.utf8.count)),
            ]
        case .thinking(_, let thinking, let snapshot):
            [
                "type": "thinking", "thinking": .string(thinking),
                "snapshot_utf8": .number(JSONNumber(snapshot.utf8.count)),
            ]
        case .inputJSON(_, let fragment, let snapshot, _):
            [
                "type": "input_json", "partial_json": .string(fragment),
                "snapshot": snapshot.value(openStrings: .omitted) ?? [:],
            ]
        case .citation(_, let citation, let snapshot):
            [
                "type": "citation", "citation": citation.jsonValue,
                "snapshot_count": .number(JSONNumber(snapshot.count)),
            ]
        case .signature(_, let signature):
            ["type": "signature", "signature": .string(signature)]
        case .compaction(_, let delta):
            [
                "type": "compaction", "content": delta.json["content"] ?? .null,
                "encrypted_content": delta.json["encrypted_content"] ?? .null,
            ]
        case .contentBlockStop(let index, let block):
            [
                "type": "content_block_stop", "index": .number(JSONNumber(index)),
                "content_block": block.jsonValue,
            ]
        case .messageStop: ["type": "message_stop"]
        }
    }
}
