import Foundation
import Observation

/// Plays a recording to the model, event by event, and prints what a view would show whenever it
/// changes: `view-model RECORDING.sse`.
@main
struct Player {
    @MainActor
    static func main() async throws {
        guard CommandLine.arguments.count == 2 else {
            FileHandle.standardError.write(Data("usage: view-model RECORDING.sse\n".utf8))
            exit(64)
        }
        let recording = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
        let model = AnswerModel()
        draw(model)
        await model.show(chunks(of: recording))
        print(model.frame)
        if case .finished = model.phase { return }
        exit(1)
    }

    /// Prints what the view shows, and does it again when something that it shows has changed: what
    /// SwiftUI does for a view's body.
    @MainActor
    static func draw(_ model: AnswerModel) {
        guard !model.isOver else { return }
        withObservationTracking {
            print(model.frame)
        } onChange: {
            Task { @MainActor in draw(model) }
        }
    }

    /// The recording in the pieces and at the pace of a network.
    static func chunks(of recording: String) -> AsyncStream<[UInt8]> {
        AsyncStream { chunks in
            Task {
                for event in recording.split(separator: "\n\n") {
                    try await Task.sleep(for: .milliseconds(20))
                    chunks.yield(Array("\(event)\n\n".utf8))
                }
                chunks.finish()
            }
        }
    }
}

extension AnswerModel {
    var isOver: Bool { phase != .idle && phase != .streaming }

    /// The view as a line.
    var frame: String {
        var parts = [text]
        for tool in tools {
            let state = tool.isComplete ? "ready" : "writing \(tool.writing)"
            parts.append("[\(tool.name) \(tool.input): \(state)]")
        }
        switch phase {
        case .idle: parts.append("(nothing yet)")
        case .streaming: parts.append("…")
        case .cancelled: parts.append("(cancelled)")
        case .failed(let reason): parts.append("(failed: \(reason))")
        case .finished(let reason):
            parts.append("(\(reason?.rawValue ?? "end"), \(outputTokens ?? 0) tokens)")
        }
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }
}
