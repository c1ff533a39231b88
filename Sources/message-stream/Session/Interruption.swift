/// What Ctrl-C does: the first ends an answer that is coming, any other the chat. Does no I/O.
struct Interruption {
    /// What is to be done about a Ctrl-C.
    enum Action {
        case cancel(@Sendable () -> Void)
        case leave
        case nothing
    }

    private enum Phase {
        case waitingForPrompt
        case answering(cancel: @Sendable () -> Void)
        case cancelling
        case leaving
    }

    private var phase = Phase.waitingForPrompt

    /// Whether the answer that is coming, or came last, was cancelled.
    private(set) var isCancelled = false

    /// An answer comes, which `cancel` ends, or is to be ended in another way than before.
    ///
    /// Returns `cancel` if that has been asked for already.
    mutating func answerComes(cancel: @escaping @Sendable () -> Void) -> Action {
        switch phase {
        case .waitingForPrompt:
            phase = .answering(cancel: cancel)
            isCancelled = false
            return .nothing
        case .answering:
            phase = .answering(cancel: cancel)
            return .nothing
        case .cancelling, .leaving:
            return .cancel(cancel)
        }
    }

    /// The answer is over.
    mutating func answerEnded() {
        switch phase {
        case .answering, .cancelling: phase = .waitingForPrompt
        case .waitingForPrompt, .leaving: break
        }
    }

    /// Ctrl-C was pressed.
    mutating func interrupt() -> Action {
        switch phase {
        case .answering(let cancel):
            phase = .cancelling
            isCancelled = true
            return .cancel(cancel)
        case .waitingForPrompt, .cancelling:
            phase = .leaving
            return .leave
        case .leaving:
            return .nothing
        }
    }
}
