import Foundation
import MessageStream

/// Shows an answer in a terminal as it arrives on the standard input: its text, and each tool use with
/// its input, which grows while the model writes it.
@main
struct LiveTools {
    static func main() {
        var decoder = MessageStreamDecoder()
        var answer = MessageAccumulator()
        var screen = Screen()
        do {
            // Each turn waits until there is something, and gets what there is; nothing at the end.
            while case let chunk = FileHandle.standardInput.availableData, !chunk.isEmpty {
                var rest = chunk.span
                while let event = try decoder.next(from: &rest) {
                    if let update = try answer.append(event) { screen.show(update) }
                    if case .contentBlockStart(let index, let block) = event {
                        screen.begin(block, at: index)
                    }
                }
                // Once for what one read brought, however many events that were.
                screen.drawInput(of: answer)
            }
            let message = try answer.finalMessage()
            let reason = message.stopReason?.rawValue ?? "end"
            screen.end("(\(reason), \(message.usage.outputTokens) tokens)")
        } catch {
            screen.end("(failed: \(error))")
            exit(1)
        }
    }
}
