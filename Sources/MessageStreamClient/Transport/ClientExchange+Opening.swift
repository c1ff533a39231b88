#if Client
    import MessageStream
    import NIOCore
    import Synchronization

    extension ClientExchange {
        /// How an answer begins.
        enum Opening {
            /// An event stream follows, as far as it is known.
            case answer(ResponseHead)
            /// Something else, or nothing, came.
            case refusal(MessageStreamClientError, ResponseHead?)
        }

        /// Waits for the beginning of the answer; of a refusal, for its body.
        func opening(isolation actor: isolated (any Actor)?) async -> Opening {
            var head: ResponseHead?
            /// What the body is; nil where the status says that it is a refusal's.
            var judgement: BodyJudgement?
            var body = ByteBuffer()
            while true {
                switch take() {
                case .head(let came):
                    head = came
                    guard came.isSuccess else {
                        set(.refusal)
                        continue
                    }
                    judgement = BodyJudgement(contentType: came.headers["content-type"])
                    if judgement?.isLabelled == true { return .answer(came) }
                case .bytes(let bytes):
                    guard let head else { continue }
                    body.writeImmutableBuffer(bytes)
                    if judgement?.kind == nil {
                        judgement?.judge(bytes.readableBytesUInt8Span)
                        switch judgement?.kind {
                        case .eventStream:
                            giveBack(body)
                            return .answer(head)
                        case .json, .other: set(.refusal)
                        case nil where judgement != nil: continue
                        case nil: break
                        }
                    }
                    if body.readableBytes >= MessageStreamClientError.maximumBodyBytes {
                        abort()
                        return .refusal(MessageStreamClientError(head: head, body: body), head)
                    }
                case .end:
                    guard let head else {
                        return .refusal(MessageStreamClientError(.connectionLost), nil)
                    }
                    if judgement?.finish() == .eventStream {
                        giveBack(body)
                        return .answer(head)
                    }
                    return .refusal(MessageStreamClientError(head: head, body: body), head)
                case .failed(let error):
                    // A status says more than what became of its body, and so does what came of an error.
                    guard let head, error.code != .cancelled, error.code != .totalTimeout,
                        judgement == nil || judgement?.kind != nil
                    else { return .refusal(error, head) }
                    return .refusal(MessageStreamClientError(head: head, body: body), head)
                case .nothingYet:
                    if Task.isCancelled {
                        return .refusal(MessageStreamClientError(.cancelled), head)
                    }
                    await wait(isolation: actor)
                }
            }
        }
    }

    extension MessageStreamClientError {
        /// The error for an answer that is no event stream, of which `body` is the beginning.
        init(head: ResponseHead, body: ByteBuffer) {
            self.init(head: head, body: Array(body.readableBytesView))
        }
    }
#endif
