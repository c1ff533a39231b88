import Baseline
import Harness
import MessageStream
import PartialJSON

/// What an agent does with the input of a tool, while it arrives and after.
extension BenchmarkTask {
    private static let corpora = ["tools", "big-tool"] + recorded
    private static let chunkings: [Chunking] = [.event, .bytes(64 << 10)]

    /// An editor that shows the input while it is being written.
    ///
    /// The baselines show nothing while it arrives: they join the fragments and parse the whole once.
    static let followAToolInput = BenchmarkTask(
        "follow-a-tool-input", "tool inputs parsed as they arrive, looked at every 64 fragments",
        corpora: corpora, chunkings: chunkings,
        contenders: [
            Contender(.product) { delivery in
                var tally = Tally()
                var sinceLook = 0
                let bytes = delivery.input.bytes.span
                for chunks in delivery.messages {
                    var decoder = MessageStreamDecoder()
                    var accumulator = MessageAccumulator()
                    for chunk in chunks {
                        var input = bytes.extracting(chunk)
                        while let view = try decoder.nextView(from: &input) {
                            tally.events += 1
                            try accumulator.append(view)
                            guard view.deltaKind == .inputJSON, let index = view.index else {
                                continue
                            }
                            tally.units += 1
                            sinceLook += 1
                            guard sinceLook == 64 else { continue }
                            sinceLook = 0
                            tally.look(at: accumulator.toolInput(at: index)?.snapshot)
                        }
                    }
                }
                return tally
            },
            Contender(.tuned) { try joinThenParse($0, TunedDecoder.forEachEvent) },
            Contender(.competent, isSlow: true) {
                try joinThenParse($0, CompetentDecoder.forEachEvent)
            },
            Contender(.idiomatic, isSlow: true) {
                try joinThenParse($0, IdiomaticDecoder.forEachEvent)
            },
        ])

    /// The same without a message around it: a parser fed from borrowed views.
    static let followWithAParser = BenchmarkTask(
        "follow-with-a-parser", "the same by PartialJSONParser from borrowed views",
        corpora: corpora, chunkings: chunkings,
        contenders: [
            Contender(.product) { delivery in
                var tally = Tally()
                var sinceLook = 0
                let bytes = delivery.input.bytes.span
                var decoder = MessageStreamDecoder()
                var parser = PartialJSONParser()
                for chunk in delivery.chunks {
                    var input = bytes.extracting(chunk)
                    while let view = try decoder.nextView(from: &input) {
                        tally.events += 1
                        if view.kind == .contentBlockStart { parser = PartialJSONParser() }
                        guard view.deltaKind == .inputJSON else { continue }
                        tally.units += 1
                        if view.payloadHasEscapes {
                            try parser.append(view.payloadText())
                        } else {
                            try parser.append(view.payload)
                        }
                        sinceLook += 1
                        guard sinceLook == 64 else { continue }
                        sinceLook = 0
                        tally.look(at: parser.snapshot)
                    }
                }
                return tally
            }
        ])

    /// A tool that is run when its input is whole.
    static let decodeTheToolInput = BenchmarkTask(
        "decode-the-tool-input", "tool inputs collected, then decoded as a Codable struct",
        corpora: corpora, chunkings: chunkings,
        contenders: [
            Contender(.product) { delivery in
                var tally = Tally()
                let bytes = delivery.input.bytes.span
                for chunks in delivery.messages {
                    var decoder = MessageStreamDecoder()
                    var accumulator = MessageAccumulator()
                    for chunk in chunks {
                        var input = bytes.extracting(chunk)
                        while let view = try decoder.nextView(from: &input) {
                            tally.events += 1
                            try accumulator.append(view)
                        }
                    }
                    for toolUse in try accumulator.finalMessage().toolUses {
                        tally.count(try toolUse.decodeInput(as: AnyToolInput.self))
                    }
                }
                return tally
            },
            Contender(.tuned) { try joinThenDecode($0, TunedDecoder.forEachEvent) },
            Contender(.competent, isSlow: true) {
                try joinThenDecode($0, CompetentDecoder.forEachEvent)
            },
            Contender(.idiomatic, isSlow: true) {
                try joinThenDecode($0, IdiomaticDecoder.forEachEvent)
            },
        ])

    private static func joinThenParse(_ delivery: Delivery, _ loop: EventLoop) throws -> Tally {
        var tally = Tally()
        for chunks in delivery.messages {
            var message = BaselineMessage()
            try loop(delivery, chunks) { event in
                tally.events += 1
                if case .contentBlockDelta(_, .inputJSON) = event { tally.units += 1 }
                message.append(event)
            }
            for block in message.content where block.type == "tool_use" {
                tally.sink += try block.parsedInput().count
            }
        }
        return tally
    }

    private static func joinThenDecode(_ delivery: Delivery, _ loop: EventLoop) throws -> Tally {
        var tally = Tally()
        for chunks in delivery.messages {
            var message = BaselineMessage()
            try loop(delivery, chunks) { event in
                tally.events += 1
                message.append(event)
            }
            for block in message.content where block.type == "tool_use" {
                tally.count(try block.decodeInput(as: AnyToolInput.self))
            }
        }
        return tally
    }
}

/// The members that the tools of the corpora have.
private struct AnyToolInput: Decodable {
    var expression: String?
    var path: String?
    var content: String?
    var mode: Int?
}

extension Tally {
    fileprivate mutating func count(_ input: AnyToolInput) {
        units += 1 + (input.expression?.utf8.count ?? 0) + (input.path?.utf8.count ?? 0)
        units += (input.content?.utf8.count ?? 0) + (input.mode ?? 0)
    }

    /// Reads what an editor would show of an input that is still arriving.
    fileprivate mutating func look(at snapshot: PartialJSONValue?) {
        sink += snapshot?["path"]?.string?.utf8.count ?? 0
        sink += snapshot?["expression"]?.string?.utf8.count ?? 0
    }
}
