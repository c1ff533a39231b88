import MessageStream
import Observation
import PartialJSON

/// What a view shows of an answer while it streams: text, tool inputs as far as they came, tokens.
///
/// A view reads the properties and is drawn anew when one changes, at most once for each chunk that
/// arrives, however many events are in it.
@MainActor @Observable
final class AnswerModel {
    enum Phase: Equatable {
        case idle, streaming, cancelled
        case finished(StopReason?)
        /// The answer stays as far as it came.
        case failed(String)
    }

    /// A tool that the model is about to use.
    struct ToolCard: Identifiable, Equatable {
        /// The index of its block in the answer.
        let id: Int
        let name: String
        /// The input as JSON; while it arrives, closed where it stands, which costs time linear in
        /// it for each chunk: of a long one a view reads the one member that it shows.
        fileprivate(set) var input = ""
        /// The place in the input that is being written, as a JSON Pointer.
        fileprivate(set) var writing = ""
        fileprivate(set) var isComplete = false
    }

    private(set) var text = ""
    private(set) var tools: [ToolCard] = []
    private(set) var outputTokens: Int?
    private(set) var phase = Phase.idle

    /// Shows the answer whose bytes these are; returns when it is over, or the task is cancelled.
    ///
    /// The bytes are what an HTTP client hands out of the response's body.
    func show<Chunks: AsyncSequence>(_ chunks: Chunks) async
    where Chunks.Element: Collection<UInt8> {
        (text, tools, outputTokens, phase) = ("", [], nil, .streaming)
        var answer = MessageAccumulator()
        do {
            for try await events in chunks.messageStreamEventBatches() {
                try take(events, into: &answer)
            }
            phase =
                if answer.finish(cancelled: Task.isCancelled) == .cancelled {
                    .cancelled
                } else {
                    .finished(try answer.finalMessage().stopReason)
                }
        } catch is CancellationError {
            phase = .cancelled
        } catch {
            phase = .failed("\(error)")
        }
    }

    /// Takes the events of one chunk; touches each property once, and only what has changed.
    private func take(
        _ events: some Sequence<MessageStreamEvent>, into answer: inout MessageAccumulator
    ) throws {
        var newText = ""
        var cards = tools
        var written: Set<Int> = []
        defer {
            for index in written {
                guard let input = answer.toolInput(at: index) else { continue }
                change(&cards, index) {
                    $0.input = input.snapshot.jsonText
                    $0.writing = input.openPath.jsonPointer
                }
            }
            if !newText.isEmpty { text += newText }
            if cards != tools { tools = cards }
            let tokens = answer.isUsageProvisional ? nil : answer.message?.usage.outputTokens
            if tokens != outputTokens { outputTokens = tokens }
        }
        for event in events {
            let update = try answer.append(event)
            if case .contentBlockStart(let index, let block) = event, let use = block.anyToolUse {
                cards.append(ToolCard(id: index, name: use.name))
            }
            switch update {
            case .text(_, let added, _): newText += added
            case .inputJSON(let index, _, _, _): written.insert(index)
            case .contentBlockStop(let index, let block):
                guard let use = block.anyToolUse else { continue }
                written.remove(index)
                change(&cards, index) {
                    $0.input = use.input.jsonText
                    $0.writing = ""
                    $0.isComplete = use.inputState == .complete
                }
            default: break
            }
        }
    }

    private func change(
        _ cards: inout [ToolCard], _ index: Int, _ body: (inout ToolCard) -> Void
    ) {
        guard let place = cards.firstIndex(where: { $0.id == index }) else { return }
        body(&cards[place])
    }
}
