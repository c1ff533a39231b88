import Foundation
import MessageStream
import PartialJSON
import ServerSentEvents

// begin
/// An error for an interface that shows `localizedDescription`: the words of the error itself.
struct ShownError: LocalizedError {
    let error: any Error
    var errorDescription: String? { "\(error)" }
}
// end

/// The documentation's code, compiled; `DocumentationTests` hold its pages to the marked regions.
enum ReadmeSnippets {
    struct Edit: Decodable {
        var path: String
    }

    static func framing(_ body: AsyncStream<[UInt8]>) async throws {
        // begin
        for try await event in body.serverSentEvents() {
            print(event.type, event.data)
        }
        // end
    }

    static func views(_ chunk: [UInt8]) throws -> Int {
        var bytes = 0
        // begin
        var decoder = ServerSentEventDecoder()
        var input = chunk.span
        while let event = try decoder.nextView(from: &input) {
            bytes += event.data.count
        }
        // end
        return bytes
    }

    static func partialJSON(show: (String?) -> Void) throws -> Edit {
        // begin
        var parser = PartialJSONParser()
        try parser.append(#"{"path": "/src/ma"#)
        show(parser.snapshot["path"]?.string)  // "/src/ma"
        try parser.append(#"in.swift"}"#)
        let edit = try parser.finish().decode(Edit.self)
        // end
        return edit
    }

    static func events(_ body: AsyncStream<[UInt8]>) async throws {
        // begin
        for try await event in body.messageStreamEvents() {
            if case .contentBlockDelta(_, .text(let text)) = event { print(text, terminator: "") }
        }
        // end
    }

    static func message(_ body: AsyncStream<[UInt8]>) async throws -> Edit {
        // begin
        let message = try await body.messageStreamEvents().finalMessage()
        print(message.text, message.usage.outputTokens, message.stopReason == .toolUse)
        let edit = try message.toolUses[0].decodeInput(as: Edit.self)
        // end
        return edit
    }

    static func liveInput(_ chunk: [UInt8], show: (String?) -> Void) throws {
        var decoder = MessageStreamDecoder()
        var input = chunk.span
        // begin
        var accumulator = MessageAccumulator()
        while let view = try decoder.nextView(from: &input) {
            try accumulator.append(view)
            show(accumulator.toolInput(at: 1)?.snapshot["path"]?.string)
        }
        // end
    }

    static func updates(
        _ body: AsyncStream<[UInt8]>, show: (String?) -> Void
    ) async throws {
        // begin
        for try await update in body.messageStreamEvents().updates {
            if case .inputJSON(_, _, let snapshot, _) = update { show(snapshot["path"]?.string) }
        }
        // end
    }

    static func outcome(_ body: AsyncStream<[UInt8]>) async {
        // begin
        let outcome = await body.messageStreamEvents().outcome()
        if !outcome.ending.isComplete {
            print(outcome.message?.text ?? "", outcome.error.map { "\($0)" } ?? "")
        }
        // end
    }

    static func shownText(_ body: AsyncStream<[UInt8]>) async throws {
        // begin
        var accumulator = MessageAccumulator()
        do {
            for try await event in body.messageStreamEvents() {
                let update = try accumulator.append(event)
                if case .text(_, let text, _) = update { print(text, terminator: "") }
            }
            print(try accumulator.finalMessage().usage.outputTokens)
        } catch let error as MessageStreamError where error.code == .cancelled {
            print("stopped at", accumulator.message?.text ?? "")
        } catch {
            print(error, accumulator.message?.text ?? "")
        }
        // end
    }

    static func anomalies(_ message: Message) {
        // begin
        for anomaly in message.anomalies { print(anomaly) }
        // a text_delta came for a tool_use block and was left out (block 0, event 4)
        // end
    }

    // begin
    /// A decoder that several tasks feed, which await one another's turn.
    actor Meter {
        private var decoder = ServerSentEventDecoder()
        private(set) var bytes = 0

        func read(_ chunk: [UInt8]) throws {
            var input = chunk.span
            // No `await` in here: a view is gone when another task takes the decoder's next step.
            while let event = try decoder.nextView(from: &input) { bytes += event.data.count }
        }
    }
    // end

    static func changes(_ fragments: [String], editor: inout String) throws {
        // begin
        var parser = PartialJSONParser()
        for fragment in fragments {
            try parser.append(fragment) { change in
                if case .stringGrew(["content"], let text) = change { editor += text }
            }
        }
        // end
    }

    struct Chunk: Decodable {
        var content: String
    }

    static func jsonData(_ body: AsyncStream<[UInt8]>) async throws {
        // begin
        for try await event in body.serverSentEvents() {
            if event.data == "[DONE]" { break }
            let chunk = try JSONValue(parsing: event.data).decode(Chunk.self)
            print(chunk.content, terminator: "")
        }
        // end
    }

    static func owned(_ chunks: [[UInt8]], handle: (ServerSentEvent) -> Void) throws -> Int64? {
        // begin
        var decoder = ServerSentEventDecoder()
        for chunk in chunks {
            var input = chunk.span
            while let event = try decoder.next(from: &input) { handle(event) }
        }
        print(decoder.lastEventID, decoder.reconnectionTime ?? 0)
        // end
        return decoder.reconnectionTime
    }
}
