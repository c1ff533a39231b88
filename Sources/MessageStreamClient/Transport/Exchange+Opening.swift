#if Client
    import NIOCore
    import Synchronization

    extension Exchange {
        /// How an answer begins.
        enum Opening {
            /// An event stream follows.
            case answer(ResponseHead)
            /// Something else, or nothing, came.
            case refusal(MessageStreamClientError, ResponseHead?)
        }

        /// How long the body of a refusal may stall before what came of it has to do.
        static let refusalIdleTime = Duration.seconds(10)

        /// Waits for the beginning of the answer; of a refusal, for its body.
        func opening(isolation actor: isolated (any Actor)?) async -> Opening {
            var refusal: ResponseHead?
            var body: [UInt8] = []
            while true {
                switch take() {
                case .head(let head):
                    if head.isSuccess, !head.isNoEventStream { return .answer(head) }
                    refusal = head
                    state.withLock { $0.watch.limitIdle(to: Self.refusalIdleTime) }
                case .bytes(let bytes):
                    body += bytes.readableBytesView
                    guard body.count >= MessageStreamClientError.maximumBodyBytes, let refusal
                    else { continue }
                    abort()
                    return .refusal(MessageStreamClientError(head: refusal, body: body), refusal)
                case .end:
                    guard let refusal else {
                        return .refusal(MessageStreamClientError(.connectionLost), nil)
                    }
                    return .refusal(MessageStreamClientError(head: refusal, body: body), refusal)
                case .failed(let error):
                    // A status says more than what became of its body.
                    guard let refusal, error.code != .cancelled, error.code != .totalTimeout else {
                        return .refusal(error, refusal)
                    }
                    return .refusal(MessageStreamClientError(head: refusal, body: body), refusal)
                case .nothingYet:
                    if Task.isCancelled {
                        return .refusal(MessageStreamClientError(.cancelled), refusal)
                    }
                    await wait(isolation: actor)
                }
            }
        }
    }
#endif
