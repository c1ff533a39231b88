#if Relay
    internal import NIOCore
    internal import NIOHTTP1

    /// One request on its way: from the client's to an upstream, and the answer back.
    ///
    /// ```
    /// ClientConnection --request--> RelayExchange --request--> UpstreamConnection
    ///                  <--bytes----  AnswerSink   <--bytes----
    /// ```
    ///
    /// Everything happens on the client's event loop, whose upstream connections it uses: no byte
    /// crosses to another thread, none waits for anything but the client's socket. What one read brings
    /// is written with one system call.
    ///
    /// Its parts: asking upstreams (`+Asking`), the answer (`+Answering`), limits of time (`+Limits`).
    final class RelayExchange: LoopMember {
        enum State {
            /// An upstream is being connected to.
            case connecting
            /// The request was sent; there is no answer yet.
            case awaitingAnswer(UpstreamConnection)
            /// The answer comes.
            case answering(UpstreamConnection)
            /// The client has its answer, and the books are closed; the upstream's end is awaited, so
            /// that its connection can be used again.
            case resting(UpstreamConnection)
            case over
        }

        /// More than this does not wait for the end of a read.
        static let greatestWrite = 64 << 10

        let loop: RelayLoop
        let sink: any AnswerSink
        /// What every upstream gets.
        let request: OutgoingRequest
        /// Nil when it is gone, or has all it gets: the two hold each other.
        var client: ClientConnection?
        /// Who asks.
        private let asker: ClientKeys.Client?
        var state = State.connecting
        /// The upstreams that were asked, the one that is being asked included.
        var tried: [Int] = []
        /// Whether a connection turned out to be dead before anything was sent: the next is a new one.
        var hasRepeated = false
        var body: BodyBuffer?
        var isChunked = true
        /// Whether the client's answer has begun.
        var hasBegun = false
        /// Since when nothing is to come but the end.
        var awaitsEndSince: NIODeadline?
        /// Since when nobody reads an answer that goes on.
        var unreadSince: NIODeadline?
        var record: RelayedRequest
        /// Its place among those of the loop.
        var position = 0

        /// When the present attempt began, then when bytes came last.
        var lastProgress = NIODeadline.now()
        let start = NIODeadline.now()
        /// When bytes were sent last.
        var lastSent = NIODeadline.now()

        init(
            _ request: OutgoingRequest, for client: ClientConnection, sink: any AnswerSink,
            record: RelayedRequest, client asker: ClientKeys.Client?, on loop: RelayLoop
        ) {
            self.asker = asker
            self.loop = loop
            self.sink = sink
            self.request = request
            self.client = client
            self.record = record
            self.record.costsNothing = true
        }

        /// Asks the first upstream.
        func begin() {
            loop.add(self)
            attempt()
        }

        /// The client is gone.
        func clientIsGone() {
            client = nil
            switch state {
            case .answering where sink.outlivesClient:
                // What held reading up is gone too.
                resumeReading()
            case .connecting, .awaitingAnswer, .answering:
                cancel(as: .clientGone)
            case .resting, .over:
                break
            }
        }

        /// Ends it without another word: the upstream's connection is closed.
        func cancel(as ending: RelayedRequest.Ending) {
            let connection = connection
            finish(ending)
            connection?.abandon()
        }

        /// The client's socket takes more.
        func resumeReading() {
            connection?.resumeReading()
        }

        /// What is used at present.
        var connection: UpstreamConnection? {
            switch state {
            case .awaitingAnswer(let connection), .answering(let connection),
                .resting(let connection):
                connection
            case .connecting, .over: nil
            }
        }

        /// Ends it, and closes the books unless they are closed.
        func finish(_ ending: RelayedRequest.Ending) {
            switch state {
            case .over: return
            case .connecting, .awaitingAnswer, .answering: closeBooks(ending)
            case .resting: break
            }
            state = .over
            loop.remove(self)
        }

        /// Says what became of the request, and what it costs.
        private func closeBooks(_ ending: RelayedRequest.Ending) {
            record.ending = ending
            sink.fill(&record)
            record.end = .now
            client = nil
            loop.shared.finished(record, of: asker)
        }

        /// Ends an answer that is whole before its upstream has ended.
        func rest(_ connection: UpstreamConnection) {
            // The books first: the client's next request, which may have been sent ahead, is judged by
            // them.
            let client = client
            closeBooks(.complete)
            lastProgress = .now()
            state = .resting(connection)
            client?.endAnswer()
        }
    }

    /// A request as upstreams get it, but for what differs between them.
    struct OutgoingRequest {
        /// The path behind the upstream's prefix, with its query.
        var path: String
        /// Fields of the client's that go on.
        var headers: HTTPHeaders
        /// Keys of the client's own, for upstreams that want those.
        var credentials: HTTPHeaders
        var body: ByteBuffer

        /// The head that `upstream` gets.
        func head(for upstream: UpstreamEndpoint) -> HTTPRequestHead {
            var head = HTTPRequestHead(
                version: .http1_1, method: .POST, uri: upstream.pathPrefix + path, headers: headers)
            head.headers.add(name: "host", value: upstream.authority)
            head.headers.add(name: "content-length", value: "\(body.readableBytes)")
            // What is compressed could not be read on its way.
            head.headers.add(name: "accept-encoding", value: "identity")
            head.headers.add(contentsOf: upstream.credentials ?? credentials)
            return head
        }
    }

    @available(*, unavailable)
    extension RelayExchange: Sendable {}
#endif
