import Harness

/// Streams of any size, for what is measured by size.
extension StreamInput {
    /// One message with that many text deltas, those of this stream again and again.
    func oneMessage(deltas count: Int) -> StreamInput {
        let message = messages[0]
        let delta = Array("event: content_block_delta".utf8)
        let deltas = events.lazy.map { self.bytes[$0] }.filter { $0.starts(with: delta) }
            .prefix(min(count, 1000)).map { Array($0) }
        var bytes = events[message].prefix(2).flatMap { self.bytes[$0] }
        var left = count
        while left > 0 {
            for delta in deltas.prefix(left) { bytes += delta }
            left -= min(left, deltas.count)
        }
        bytes += events[message].suffix(3).flatMap { self.bytes[$0] }
        return StreamInput(name: "one-message", bytes: bytes)
    }

    /// One message that uses one tool with an input of `length` bytes in fragments of `size`.
    static func toolUse(_ length: Int, by size: Int) -> StreamInput {
        let line = #"let answer = ask(\\\"why?\\\")\\n"#
        let body = String(repeating: line, count: length / line.utf8.count + 1)
        var rest = Array((#"{\"path\":\"a.swift\",\"content\":\""# + body).utf8)[...]
        var stream = """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message",\
            "role":"assistant","model":"m","content":[],"usage":{"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use",\
            "id":"toolu_1","name":"write","input":{}}}


            """
        while !rest.isEmpty {
            var fragment = rest.prefix(size)
            // An escape is not cut in two: the API would not do so either.
            while fragment.reversed().prefix(while: { $0 == UInt8(ascii: "\\") }).count % 2 == 1 {
                fragment = rest.prefix(fragment.count + 1)
            }
            rest = rest[fragment.endIndex...]
            stream += """
                event: content_block_delta
                data: {"type":"content_block_delta","index":0,"delta":\
                {"type":"input_json_delta","partial_json":"\(String(decoding: fragment, as: UTF8.self))"}}


                """
        }
        stream += """
            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":\
            {"type":"input_json_delta","partial_json":"\\"}"}}


            """
        return StreamInput(name: "tool-use", bytes: Array(stream.utf8))
    }

    /// One message with one delta of text whose line has `length` bytes and a few.
    static func oneLine(_ length: Int) -> StreamInput {
        let stream = """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message",\
            "role":"assistant","model":"m","content":[],"usage":{"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta",\
            "text":"\(String(repeating: "one line ", count: length / 9))"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},\
            "usage":{"output_tokens":9}}

            event: message_stop
            data: {"type":"message_stop"}


            """
        return StreamInput(name: "one-line", bytes: Array(stream.utf8))
    }

    /// One event of that many `data` lines.
    static func manyLines(_ count: Int) -> StreamInput {
        let lines = String(repeating: "data: one of many\n", count: count)
        return StreamInput(name: "many-lines", bytes: Array((lines + "\n").utf8))
    }
}
