#if Relay
    internal import MessageStream
    internal import NIOCore
    internal import NIOHTTP1

    /// An upstream's refusal that is held until it is whole, so that secrets can be taken out of it.
    struct HeldRefusal {
        /// The longest body of a refusal that is passed on.
        static let greatestBody = 64 << 10

        private var head: HTTPResponseHead
        private var body = ByteBuffer()
        /// Whether its words cannot be searched: they are too long, or compressed, although the relay
        /// asks for what is not.
        private var isUnreadable: Bool

        /// - Parameter head: What the client's answer begins with, without a length.
        init(_ head: HTTPResponseHead) {
            self.head = head
            isUnreadable = head.headers.contains(name: "content-encoding")
        }

        /// Takes the next bytes of the body.
        mutating func append(_ bytes: ByteBuffer) {
            guard !isUnreadable else { return }
            if body.readableBytes + bytes.readableBytes > Self.greatestBody {
                isUnreadable = true
                body = ByteBuffer()
            } else {
                body.writeImmutableBuffer(bytes)
            }
        }

        /// What the client gets: byte for byte what came, but for the secrets in the body and in the
        /// values of the head's fields, and for fields whose names hold one; of a body that could not
        /// be searched the relay's own words.
        ///
        /// Costs what ``SecretSearch`` does, for no more bytes than are held and than a head has.
        consuming func end(without secrets: SecretSearch) -> AnswerEnd {
            if isUnreadable {
                return .replaced(
                    ErrorAnswer(
                        head.status, "api_error",
                        "the upstream refused in words that this relay cannot search for keys"))
            }
            var headers = HTTPHeaders()
            for (name, value) in head.headers where secrets.cleaned(name) == nil {
                headers.add(name: name, value: secrets.cleaned(value) ?? value)
            }
            head.headers = headers
            if let clean = secrets.cleaned(String(buffer: body)) {
                body = ByteBuffer(string: clean)
            }
            head.headers.replaceOrAdd(name: "content-length", value: "\(body.readableBytes)")
            return .held(head, body)
        }
    }
#endif
