import Baseline
import Harness
import MessageStream

/// Owned events are counted by the bytes of their text, so that every string has to be right.
extension Tally {
    mutating func count(_ event: MessageStreamEvent) {
        events += 1
        switch event {
        case .contentBlockDelta(_, let delta):
            switch delta {
            case .text(let text), .inputJSON(let text), .thinking(let text, _),
                .signature(let text):
                units += text.utf8.count
            case .citation, .compaction, .unknown: break
            @unknown default: break
            }
        case .unknown(_, let data): units += data.utf8.count
        case .messageStart, .contentBlockStart, .contentBlockStop, .messageDelta, .messageStop,
            .ping, .error:
            break
        @unknown default: break
        }
    }

    mutating func count(_ event: BaselineEvent) {
        events += 1
        switch event {
        case .contentBlockDelta(_, let delta):
            switch delta {
            case .text(let text), .inputJSON(let text), .thinking(let text), .signature(let text):
                units += text.utf8.count
            case .citation, .unknown: break
            }
        case .unknown(_, let data): units += data.utf8.count
        case .messageStart, .contentBlockStart, .contentBlockStop, .messageDelta, .messageStop,
            .ping, .error:
            break
        }
    }
}
