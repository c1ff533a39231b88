#if Client
    import Foundation
    import MessageStream
    import NIOCore
    import NIOPosix
    import PartialJSON
    import Synchronization
    import Testing

    @testable import MessageStreamClient

    /// Every order in which bytes, the network's end, timeouts and cancellation can meet a reader: one
    /// ending, once.
    ///
    /// All sequences of ten steps up to a length of 4, 11,110 of them, without retries and with one; then
    /// the reader reads on to the end. Each step is what happens under one opening of the response's
    /// lock, so that these are all interleavings. No network, no clock. `MESSAGE_STREAM_DEPTH` sets
    /// another length.
    struct ResponseEndingTests {
        enum Step: String, CaseIterable {
            case start, text, stopReason, messageStop, error, end, lost, timeout, read, cancel
        }

        private static let depth =
            ProcessInfo.processInfo.environment["MESSAGE_STREAM_DEPTH"].flatMap { Int($0) } ?? 4

        private static let client = MessageClient(
            configuration: .init(baseURL: "http://127.0.0.1:1"))

        @Test(arguments: Step.allCases, [0, 1])
        func `a response ends once, and keeps what was read`(_ first: Step, _ retries: Int) {
            var count = 0
            var endings: Set<String> = []
            Self.explore([first]) { steps in
                count += 1
                var run = ResponseRun(Self.client, retries: retries)
                for step in steps { run.take(step) }
                run.drain()
                endings.insert(run.ending)
                for problem in run.problems {
                    Issue.record("\(steps.map(\.rawValue)), \(retries) retries: \(problem)")
                }
            }
            let expected = (0..<Self.depth).reduce((sum: 0, power: 1)) { total, _ in
                (total.sum + total.power, total.power * Step.allCases.count)
            }
            #expect(count == expected.sum)
            #expect(endings.count >= (first == .cancel ? 1 : 2), "\(endings)")
        }

        /// Calls `body` with every sequence that begins with `steps`.
        private static func explore(_ steps: [Step], _ body: ([Step]) -> Void) {
            body(steps)
            guard steps.count < depth else { return }
            for step in Step.allCases { explore(steps + [step], body) }
        }
    }

    /// One response that is led through steps, and watched.
    private struct ResponseRun: ~Copyable {
        private let stream: ResponseStream
        private let told: Told
        private var exchange: ClientExchange
        /// What came of this attempt before the network's end.
        private var arrived: [ResponseEndingTests.Step] = []
        private var isNetworkOver = false
        private var last: (ending: MessageStreamEnding, text: String?)?
        private(set) var problems: [String] = []

        /// What the client tells of attempts.
        private final class Told: Sendable {
            let endings = Atomic(0)
        }

        init(_ client: MessageClient, retries: Int) {
            let told = Told()
            let options = RequestOptions(
                timeouts: Timeouts(firstByte: nil, idle: nil),
                retries: RetryPolicy(maximumRetries: retries, initialBackoff: .zero),
                attemptHook: { attempt in
                    if attempt.retryDelay == nil { told.endings.add(1, ordering: .relaxed) }
                })
            self.told = told
            stream = ResponseStream(client: client, body: [:], options: options)
            exchange = ClientExchange(time: .system, timeouts: options.timeouts, deadline: nil)
            beginAttempt()
        }

        /// The ending, in words.
        var ending: String { stream.ending.map { "\($0)" } ?? "none" }

        private mutating func beginAttempt() {
            let next = ClientExchange(
                time: .system, timeouts: Timeouts(firstByte: nil, idle: nil), deadline: nil)
            exchange = next
            (arrived, isNetworkOver) = ([], false)
            stream.state.withLock { state in
                state.attempt += 1
                state.hasHead = true
                state.head = ResponseHead(status: 200, headers: [:])
                state.phase = .reading(next)
            }
        }

        mutating func take(_ step: ResponseEndingTests.Step) {
            if !isNetworkOver { arrived.append(step) }
            switch step {
            case .start: receive(Self.start)
            case .text: receive(Self.text)
            case .stopReason: receive(Self.stopReason)
            case .messageStop: receive(Self.messageStop)
            case .error: receive(Self.error)
            case .end: endNetwork(.success(()))
            case .lost: endNetwork(.failure(MessageStreamClientError(.connectionLost)))
            case .timeout: endNetwork(.failure(MessageStreamClientError(.idleTimeout)))
            case .read: read()
            case .cancel: stream.cancel()
            }
            look(after: step.rawValue)
        }

        /// Reads all that there is, and lets the network end if it has not.
        mutating func drain() {
            // A retry begins anew with nothing to read, and its network ends too.
            for _ in 0..<3 where stream.ending == nil {
                while case .some = read() {}
                if stream.ending == nil { endNetwork(.success(())) }
                while case .some = read() {}
            }
            look(after: "draining")
            if stream.ending == nil { problems.append("no ending") }
            let endings = told.endings.load(ordering: .relaxed)
            if endings != 1 { problems.append("\(endings) endings were told of") }
            stream.cancel()
            look(after: "cancelling at last")
            if told.endings.load(ordering: .relaxed) != endings {
                problems.append("an ending was told of after the ending")
            }
        }

        private func receive(_ text: String) {
            _ = exchange.receive(
                ByteBuffer(string: text), on: MultiThreadedEventLoopGroup.singleton.any())
        }

        private mutating func endNetwork(_ end: Result<Void, MessageStreamClientError>) {
            exchange.end(end)
            isNetworkOver = true
        }

        /// One turn of a reader; nil when there is nothing to read.
        @discardableResult
        private mutating func read() -> Void? {
            let (turn, aftermath) = stream.state.withLock {
                $0.turn(.events, stream.circumstances)
            }
            stream.finish(aftermath)
            switch turn {
            case .event: return ()
            case .connect:
                beginAttempt()
                return ()
            case .over:
                if stream.ending?.isComplete != true { problems.append("over without a message") }
                judgeEnd()
                return nil
            case .failed(let error):
                if stream.ending?.isComplete != false { problems.append("failed with a message") }
                if error.partialMessage != stream.currentMessage {
                    problems.append("the error has another message")
                }
                if error.code != .cancelled { judgeEnd() }
                return nil
            case .wait: return nil
            case .standBy:
                problems.append("stands by for nobody")
                return nil
            }
        }

        /// Whoever reads to the end has all that came: up to what ended the message, or cannot be right.
        private mutating func judgeEnd() {
            var expected = ""
            var hasStarted = false
            come: for step in arrived {
                switch step {
                case .start where !hasStarted: hasStarted = true
                case .text where hasStarted: expected += "t"
                case .start, .text, .messageStop, .error: break come
                case .stopReason, .end, .lost, .timeout, .read, .cancel: break
                }
            }
            let text = stream.currentMessage?.text ?? ""
            if text != expected { problems.append("\"\(text)\", not \"\(expected)\"") }
        }

        /// The first ending stays, and the message with it.
        private mutating func look(after step: String) {
            guard let ending = stream.ending else { return }
            let text = stream.currentMessage?.text
            if let last, last.ending != ending {
                problems.append("\(ending) after \(last.ending), by \(step)")
            }
            if let last, last.text != text { problems.append("another text, by \(step)") }
            last = last ?? (ending, text)
        }

        private static let start =
            #"data: {"type":"message_start","message":{"id":"m","type":"message","#
            + #""role":"assistant","content":[],"model":"m","#
            + #""usage":{"input_tokens":1,"output_tokens":1}}}"# + "\n\n"
            + #"data: {"type":"content_block_start","index":0,"#
            + #""content_block":{"type":"text","text":""}}"# + "\n\n"
        private static let text =
            #"data: {"type":"content_block_delta","index":0,"#
            + #""delta":{"type":"text_delta","text":"t"}}"# + "\n\n"
        private static let stopReason =
            #"data: {"type":"message_delta","delta":{"stop_reason":"end_turn"}}"# + "\n\n"
        private static let messageStop = #"data: {"type":"message_stop"}"# + "\n\n"
        private static let error =
            #"data: {"type":"error","error":{"type":"overloaded_error","message":"o"}}"# + "\n\n"
    }
#endif
