package import MessageStream
package import PartialJSON

/// An answer written for these tests, as the events of its stream.
package struct ScriptedAnswer: Sendable {
    /// One block, with what it takes to stream it.
    package struct Block: Sendable {
        package var start: JSONObject
        package var deltas: [JSONValue] = []
    }

    package var blocks: [Block]
    package var stopReason: StopReason
    /// Where server tools ran, if any did.
    package var container: JSONValue?

    package init(_ stopReason: StopReason, _ blocks: Block...) {
        self.blocks = blocks
        self.stopReason = stopReason
    }

    /// The events' data, in order.
    package var eventData: [JSONValue] {
        let message: JSONValue = [
            "id": "msg_1", "type": "message", "role": "assistant", "content": [], "model": "m",
            "usage": ["input_tokens": 3, "output_tokens": 1],
        ]
        let blockEvents = blocks.enumerated().flatMap { index, block -> [JSONValue] in
            let index = JSONValue.number(JSONNumber(index))
            let start: JSONValue = [
                "type": "content_block_start", "index": index,
                "content_block": .object(block.start),
            ]
            let deltas = block.deltas.map { delta -> JSONValue in
                ["type": "content_block_delta", "index": index, "delta": delta]
            }
            return [start] + deltas + [["type": "content_block_stop", "index": index]]
        }
        var delta: JSONObject = ["stop_reason": stopReason.jsonValue]
        delta["container"] = container
        return [["type": "message_start", "message": message]] + blockEvents
            + [
                [
                    "type": "message_delta", "delta": .object(delta),
                    "usage": ["output_tokens": 9],
                ],
                ["type": "message_stop"],
            ]
    }

    /// The bytes of the stream.
    package var bytes: [UInt8] {
        eventData.flatMap { data in
            Array("event: \(data["type"]?.string ?? "")\ndata: \(data.jsonText)\n\n".utf8)
        }
    }

    /// The message, or what there is of it after `count` events.
    package func accumulator(events count: Int = .max) throws -> MessageAccumulator {
        var accumulator = MessageAccumulator()
        for data in eventData.prefix(count) {
            guard let json = data.object, let event = MessageStreamEvent(json: json) else {
                continue
            }
            try accumulator.append(event)
        }
        accumulator.finish()
        return accumulator
    }

    /// The whole message.
    package var message: Message {
        get throws {
            var accumulator = try accumulator()
            return try accumulator.finalMessage()
        }
    }
}

extension ScriptedAnswer.Block {
    package static func text(_ pieces: String...) -> Self {
        Self(
            start: ["type": "text", "text": ""],
            deltas: pieces.map { ["type": "text_delta", "text": .string($0)] })
    }

    package static func thinking(_ thoughts: String) -> Self {
        Self(
            start: ["type": "thinking", "thinking": "", "signature": ""],
            deltas: [
                ["type": "thinking_delta", "thinking": .string(thoughts)],
                ["type": "signature_delta", "signature": "c2lnbmVk"],
            ])
    }

    package static func toolUse(_ id: String, _ name: String, _ fragments: String...) -> Self {
        Self(
            start: ["type": "tool_use", "id": .string(id), "name": .string(name), "input": [:]],
            deltas: fragments.map { ["type": "input_json_delta", "partial_json": .string($0)] })
    }

    /// The same, of a toolset's member.
    package func of(toolset: String) -> Self {
        var block = self
        block.start["toolset_name"] = .string(toolset)
        return block
    }

    package static func serverToolUse(_ id: String) -> Self {
        Self(
            start: [
                "type": "server_tool_use", "id": .string(id), "name": "web_search", "input": [:],
            ],
            deltas: [["type": "input_json_delta", "partial_json": #"{"query": "q"}"#]])
    }

    package static func searchResult(_ id: String) -> Self {
        Self(
            start: [
                "type": "web_search_tool_result", "tool_use_id": .string(id), "content": [],
            ])
    }
}
