import Testing

@testable import message_stream

/// What Ctrl-C does, and when.
struct InterruptionTests {
    enum Step: Sendable {
        case answerComes, answerEnds, interrupt
    }

    @Test(arguments: [
        ([Step.interrupt], "leave"),
        ([.answerComes, .interrupt], "- cancel"),
        ([.answerComes, .answerComes, .interrupt], "- - cancel"),
        // The answer begins to come while it is being cancelled.
        ([.answerComes, .interrupt, .answerComes], "- cancel cancel"),
        ([.answerComes, .interrupt, .interrupt], "- cancel leave"),
        ([.answerComes, .interrupt, .answerEnds, .interrupt], "- cancel - leave"),
        ([.answerComes, .interrupt, .interrupt, .answerEnds, .interrupt], "- cancel leave - -"),
        ([.answerComes, .answerEnds, .interrupt], "- - leave"),
        ([.answerComes, .interrupt, .answerEnds, .answerComes, .interrupt], "- cancel - - cancel"),
    ])
    func theFirstCancelsTheAnswerAndAnyOtherLeaves(_ steps: [Step], _ expected: String) {
        var interruption = Interruption()
        let actions = steps.map { step -> String in
            switch step {
            case .answerComes: interruption.answerComes {}.name
            case .interrupt: interruption.interrupt().name
            case .answerEnds:
                {
                    interruption.answerEnded()
                    return "-"
                }()
            }
        }
        #expect(actions.joined(separator: " ") == expected)
    }

    @Test func itKnowsWhetherTheLastAnswerWasCancelled() {
        var interruption = Interruption()
        _ = interruption.answerComes {}
        _ = interruption.interrupt()
        interruption.answerEnded()
        #expect(interruption.isCancelled)
        _ = interruption.answerComes {}
        interruption.answerEnded()
        #expect(!interruption.isCancelled)
    }
}

extension Interruption.Action {
    fileprivate var name: String {
        switch self {
        case .cancel: "cancel"
        case .leave: "leave"
        case .nothing: "-"
        }
    }
}
