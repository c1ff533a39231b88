#if Relay
    internal import MessageStream
    internal import NIOCore
    internal import PartialJSON

    /// Endings: after one of them nothing is written any more.
    extension ChatEventEncoder {
        /// Says that no bytes will follow; `[DONE]` if the model said why it stopped.
        mutating func finish(into out: inout ByteBuffer) {
            guard !isOver else { return }
            switch outline.shortfall {
            case nil:
                tally.finish()
                encodeDone(into: &out)
            case let error? where error.code == .truncated || error.code == .noMessage:
                tally.end(.truncated, errorType: .api)
                fail(.api, "the upstream's stream broke off", into: &out)
            case let error?:
                fail(error, into: &out)
            }
        }

        /// Says that an event of the upstream is none, or breaks the rules of a message.
        mutating func fail(_ error: MessageStreamError, into out: inout ByteBuffer) {
            guard !isOver else { return }
            tally.end(.streamError, errorType: .undecodable)
            switch error.code {
            case .framing, .invalidJSON, .malformedEvent:
                fail(.api, "the upstream's stream cannot be read", into: &out)
            default:
                fail(
                    .api, "the upstream's stream makes no message: \(error.message)", into: &out)
            }
        }

        /// Ends the answer by an error of the relay's own.
        mutating func fail(_ type: APIErrorType, _ message: String, into out: inout ByteBuffer) {
            guard !isOver else { return }
            let type = secrets.cleaned(type.rawValue).map(APIErrorType.init(rawValue:)) ?? type
            let message = secrets.cleaned(message) ?? message
            tally.end(nil, errorType: type)
            isOver = true
            write(
                data: [
                    "error": [
                        "type": .string(
                            type.rawValue.prefix(utf8Bytes: StreamTally.maximumNameBytes)),
                        "message": .string(message.prefix(utf8Bytes: Self.maximumErrorBytes)),
                    ]
                ], into: &out)
        }

        mutating func encode(_ error: StreamedError, into out: inout ByteBuffer) {
            fail(error.type.rawValue.isEmpty ? .api : error.type, error.message, into: &out)
        }

        mutating func encodeDone(into out: inout ByteBuffer) {
            isOver = true
            write("data: [DONE]".utf8, into: &out)
        }
    }
#endif
