#if Relay
    internal import MessageStream
    internal import NIOCore
    internal import PartialJSON

    /// What is written only for those who ask.
    extension ChatEventEncoder {
        mutating func begin(
            _ block: ContentBlock, at index: Int, into out: inout ByteBuffer
        ) {
            guard wanted.contains(.tool), let use = block.anyToolUse,
                openTools.count < Self.maximumOpenTools
            else { return }
            var input = use.json["input"]
            if input?.object?.isEmpty ?? true { input = nil }
            openTools.append(OpenTool(index: index, input: input))
            write(
                "tool",
                data: [
                    "index": .number(JSONNumber(index)), "id": .string(use.id),
                    "name": .string(use.name),
                ], into: &out)
        }

        mutating func encode(
            fragment: Span<UInt8>, of index: Int, into out: inout ByteBuffer
        ) {
            guard !fragment.isEmpty,
                let place = openTools.firstIndex(where: { $0.index == index })
            else { return }
            openTools[place].input = nil
            out.write(head.line)
            out.writeString("event: tool\ndata: {\"index\": \(index), \"partial_json\": \"")
            out.write(fragment)
            out.write(Self.closing.span)
            head.advance()
        }

        mutating func endTool(at index: Int, into out: inout ByteBuffer) {
            guard let place = openTools.firstIndex(where: { $0.index == index }) else { return }
            let tool = openTools.remove(at: place)
            // Gateways that do not stream inputs put them into the start of the block.
            if let input = tool.input {
                write(
                    "tool",
                    data: [
                        "index": .number(JSONNumber(index)),
                        "partial_json": .string(input.jsonText),
                    ], into: &out)
            }
            write("tool", data: ["index": .number(JSONNumber(index)), "done": true], into: &out)
        }

        mutating func encodeUsage(into out: inout ByteBuffer) {
            guard wanted.contains(.usage) else { return }
            var members: [(String, JSONValue)] = []
            func add(_ name: String, _ value: JSONValue?) {
                if let value { members.append((name, value)) }
            }
            add("input_tokens", tally.tokens.input.map { .number(JSONNumber($0)) })
            add("output_tokens", tally.tokens.output.map { .number(JSONNumber($0)) })
            add("stop_reason", tally.stopReason.map(JSONValue.string))
            add("model", tally.model.map(JSONValue.string))
            let untilFirst = tally.firstContent.map { start.duration(to: $0) / .milliseconds(1) }
            add("time_to_first_token_ms", untilFirst.map { .number(JSONNumber(Int($0))) })
            write("usage", data: JSONObject(members), into: &out)
        }
    }
#endif
