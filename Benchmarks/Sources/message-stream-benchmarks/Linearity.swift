import Harness

/// How the cost of a byte changes with the sizes of things: not at all, if the cost is linear.
enum Linearity {
    /// The lines of the charts: by length of the message, of the tool input, of its fragments, and
    /// by size of the chunks.
    static func measure(text: StreamInput, effort: Effort) async throws -> [LinearityLine] {
        var lines: [LinearityLine] = []
        let lengths = [100, 1000, 10_000, 100_000]
        for task in [BenchmarkTask.countTokens, .iterateTypedEvents, .collectTheFinalMessage] {
            lines.append(
                try await line(
                    "bytes of one message", task, lengths.map { oneMessage(of: text, deltas: $0) },
                    by: .bytes(64 << 10), effort: effort, size: { Double($0.bytes.count) }))
        }
        for task in [BenchmarkTask.followAToolInput, .followWithAParser] {
            lines.append(
                try await line(
                    "bytes of one tool input, in fragments of 24",
                    task,
                    [1 << 10, 1 << 13, 1 << 16, 1 << 19, 1 << 22].map { toolUse($0, by: 24) },
                    by: .event, effort: effort, size: { Double($0.events.count - 3) * 24 },
                    counting: { Double($0.events.count - 3) * 24 }))
            lines.append(
                try await line(
                    "bytes of a fragment, of a tool input of 1 MiB",
                    task, [4, 16, 64, 256, 1024, 4096].map { toolUse(1 << 20, by: $0) },
                    by: .event, effort: effort,
                    size: { (Double(1 << 20) / Double($0.events.count - 3)).rounded() },
                    counting: { _ in Double(1 << 20) }))
        }
        let chunks = [1, 2, 4, 16, 64, 256, 1400, 16 << 10, 64 << 10]
        for task in [BenchmarkTask.frameAStream, .countTokens] {
            var line = LinearityLine(axis: "bytes of a chunk", name: task.name)
            for size in chunks {
                let input = text.prefix(1 << 20)
                let cost = try await cost(of: task, input, by: .bytes(size), effort: effort)
                line.add(size: Double(size), nanosecondsPerByte: cost)
            }
            lines.append(line)
        }
        return lines
    }

    private static func line(
        _ axis: String, _ task: BenchmarkTask, _ inputs: [StreamInput], by chunking: Chunking,
        effort: Effort, size: (StreamInput) -> Double,
        counting bytes: (StreamInput) -> Double = { Double($0.bytes.count) }
    ) async throws -> LinearityLine {
        var line = LinearityLine(axis: axis, name: task.name)
        for input in inputs {
            let cost = try await cost(of: task, input, by: chunking, effort: effort)
            let share = Double(input.bytes.count) / bytes(input)
            line.add(size: size(input), nanosecondsPerByte: cost * share)
        }
        return line
    }

    private static func cost(
        of task: BenchmarkTask, _ input: StreamInput, by chunking: Chunking, effort: Effort
    ) async throws -> Double {
        let measurement = try await Measurement(
            of: task, on: input, by: chunking, effort: effort, only: [.product])
        return measurement.samples[.product]?.median ?? .nan
    }

    /// One message with that many text deltas, those of `text` again and again.
    private static func oneMessage(of text: StreamInput, deltas count: Int) -> StreamInput {
        let message = text.messages[0]
        let delta = Array("event: content_block_delta".utf8)
        let deltas = text.events.lazy.map { text.bytes[$0] }.filter { $0.starts(with: delta) }
            .prefix(min(count, 1000)).map { Array($0) }
        var bytes = text.events[message].prefix(2).flatMap { text.bytes[$0] }
        var left = count
        while left > 0 {
            for delta in deltas.prefix(left) { bytes += delta }
            left -= min(left, deltas.count)
        }
        bytes += text.events[message].suffix(3).flatMap { text.bytes[$0] }
        return StreamInput(name: "one-message", bytes: bytes)
    }

    /// One message that uses one tool with an input of `length` bytes in fragments of `size`.
    private static func toolUse(_ length: Int, by size: Int) -> StreamInput {
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
}
