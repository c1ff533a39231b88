#if Client
    public import AsyncHTTPClient
    public import Foundation
    public import ServerSentEvents
    internal import NIOCore
    internal import NIOHTTP1
    internal import Synchronization

    #if canImport(FoundationNetworking)
        public import FoundationNetworking
    #endif

    /// A connection to a server that sends events, made anew whenever it is lost.
    ///
    /// ```swift
    /// let source = EventSource(url: url)
    /// source.onMessage = { event in print(event.event ?? "message", event.data) }
    /// source.onError = { error in print(error.map { "\($0)" } ?? "the server closed") }
    /// await source.close()
    /// ```
    ///
    /// It has mattt/EventSource's members and its rules, on AsyncHTTPClient. It connects at once; when
    /// the answer ends or breaks off it waits for the time that the server said with `retry:`, three
    /// seconds if it did not, and asks again, with `Last-Event-ID`. It stops at an answer that is no
    /// event stream, 204 among them, and at ``close()``, without which it lives on.
    public actor EventSource {
        /// How a source stands to its server.
        public enum ReadyState: Int, Codable, Sendable, CustomStringConvertible {
            /// No answer has come yet, or the next one is waited for.
            case connecting = 0
            /// Events come.
            case open = 1
            /// Nothing more will come.
            case closed = 2

            /// The case's name.
            public var description: String {
                switch self {
                case .connecting: "connecting"
                case .open: "open"
                case .closed: "closed"
                }
            }
        }

        /// What is asked for, but for `Last-Event-ID`.
        public let request: URLRequest
        /// Where the events come from.
        public var url: URL? { request.url }
        /// How this source stands to its server.
        public private(set) var readyState = ReadyState.connecting

        nonisolated let callbacks = Mutex(Callbacks())
        private let client: HTTPClient
        private var decoding: EventDecoding
        private var connecting: Task<Void, Never>?

        /// Connects to `url`, asking for an event stream that no cache has.
        public init(url: URL) {
            var request = URLRequest(url: url)
            request.setValue("text/event-stream", forHTTPHeaderField: "Accept")
            request.setValue("no-cache", forHTTPHeaderField: "Cache-Control")
            self.init(request: request)
        }

        /// Connects as `request` says: its URL, method, header fields and `httpBody`.
        ///
        /// - Parameter request: what is asked for; its body is sent, a stream as its body is not.
        /// - Parameter client: what connects. Its timeouts hold; the request's `timeoutInterval` does
        ///   not, since a server may be silent for as long as it likes.
        /// - Parameter limits: lengths that no event may exceed.
        public init(
            request: URLRequest, client: HTTPClient = .shared,
            limits: ServerSentEventDecoder.Limits = .default
        ) {
            self.request = request
            self.client = client
            decoding = EventDecoding(limits: limits)
            Task { await self.open() }
        }

        /// Closes the connection; none is made again, and no callback called that was not yet.
        public func close() {
            readyState = .closed
            connecting?.cancel()
            connecting = nil
        }

        private func open() {
            guard readyState != .closed else { return }
            connecting = Task { await self.connect() }
        }

        private func connect() async {
            var failure = await readOneAnswer()
            while readyState != .closed {
                decoding.abandon()
                readyState = failure.isFinal ? .closed : .connecting
                await onError?(failure.error)
                guard readyState == .connecting else { return }
                try? await Task.sleep(for: .milliseconds(decoding.reconnectionTime))
                guard readyState == .connecting else { return }
                failure = await readOneAnswer()
            }
        }

        /// Why no more is read of an answer.
        private struct Ending {
            /// What went wrong; nil when the server ended the answer.
            var error: (any Error)?
            /// Whether the server will not be asked again.
            var isFinal: Bool { error is EventSourceError || error is ServerSentEventError }
        }

        private func readOneAnswer() async -> Ending {
            do {
                let response = try await client.execute(outgoing, deadline: .distantFuture)
                try Self.check(response)
                guard readyState == .connecting else { return Ending() }
                readyState = .open
                await onOpen?()
                for try await buffer in response.body {
                    var chunk = Chunk(buffer.readableBytesView)
                    while readyState == .open, let event = try next(of: &chunk) {
                        await onMessage?(event)
                    }
                    guard readyState == .open else { return Ending() }
                }
                if let event = decoding.finish() { await onMessage?(event) }
                return Ending()
            } catch {
                return Ending(error: error)
            }
        }

        /// One at a time: no access to the decoder is open while a callback is awaited.
        private func next(
            of chunk: inout Chunk<ByteBufferView>
        ) throws(ServerSentEventError) -> Event? {
            try chunk.take { (rest) throws(ServerSentEventError) in try decoding.next(from: &rest) }
        }

        private var outgoing: HTTPClientRequest {
            var outgoing = HTTPClientRequest(url: request.url?.absoluteString ?? "")
            outgoing.method = HTTPMethod(rawValue: request.httpMethod ?? "GET")
            for (name, value) in request.allHTTPHeaderFields ?? [:] {
                outgoing.headers.replaceOrAdd(name: name, value: value)
            }
            let lastEventID = decoding.lastEventID
            if !lastEventID.isEmpty {
                outgoing.headers.replaceOrAdd(name: "Last-Event-ID", value: lastEventID)
            }
            if let body = request.httpBody { outgoing.body = .bytes(body) }
            return outgoing
        }

        private static func check(_ response: HTTPClientResponse) throws(EventSourceError) {
            guard response.status == .ok else {
                throw .invalidHTTPStatus(Int(response.status.code))
            }
            let type = response.headers.first(name: "Content-Type")
            guard type?.lowercased().hasPrefix("text/event-stream") == true else {
                throw .invalidContentType(type)
            }
        }
    }
#else
    /// The name of what mattt/EventSource calls so: ``Event`` and ``Parser``.
    ///
    /// With the package's trait `Client` it is the client, too.
    public enum EventSource {}
#endif
