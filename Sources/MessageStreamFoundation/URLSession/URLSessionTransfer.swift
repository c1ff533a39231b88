import Foundation
import MessageRequests
import Synchronization

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// One request of a session: where the session, which pushes, meets the reader, who pulls.
final class URLSessionTransfer: NSObject, Sendable {
    /// Whoever holds it wants the rest.
    final class Handle: Sendable {
        let transfer: URLSessionTransfer

        init(_ transfer: URLSessionTransfer) {
            self.transfer = transfer
        }

        deinit { transfer.cancel() }
    }

    private struct State {
        var task: URLSessionDataTask?
        var response: HTTPURLResponse?
        /// In order; those before `next` were read.
        var chunks: [Data] = []
        var next = 0
        var unread = 0
        var isSuspended = false
        var end: Result<Void, MessageStreamClientError>?
        var waiter: CheckedContinuation<Void, Never>?

        mutating func takeChunk() -> Data? {
            guard next < chunks.count else { return nil }
            let chunk = chunks[next]
            chunks[next] = Data()
            next += 1
            if next == chunks.count { (chunks, next) = ([], 0) }
            unread -= chunk.count
            return chunk
        }
    }

    #if canImport(FoundationNetworking)
        /// Foundation on Linux goes on reading.
        private static let stopsWhenSuspended = false
    #else
        private static let stopsWhenSuspended = true
    #endif

    private let state = Mutex(State())

    /// Sends `request`.
    static func start(_ request: URLRequest, in session: URLSession) -> Handle {
        let transfer = URLSessionTransfer()
        #if canImport(FoundationNetworking)
            let own = URLSession(
                configuration: session.configuration, delegate: transfer, delegateQueue: nil)
            let task = own.dataTask(with: request)
            transfer.state.withLock { $0.task = task }
            task.resume()
            own.finishTasksAndInvalidate()
        #else
            let task = session.dataTask(with: request)
            task.delegate = transfer
            transfer.state.withLock { $0.task = task }
            task.resume()
        #endif
        return Handle(transfer)
    }

    func cancel() {
        end(.failure(MessageStreamClientError(.cancelled)))
    }

    /// The head of the answer.
    func response(
        isolation actor: isolated (any Actor)?
    ) async throws(MessageStreamClientError) -> HTTPURLResponse {
        while true {
            let (response, end) = state.withLock { ($0.response, $0.end) }
            if let response { return response }
            if let end {
                try end.get()
                throw MessageStreamClientError(
                    .protocolViolation, message: "the answer is none of HTTP")
            }
            try await wait(isolation: actor) { $0.response != nil }
        }
    }

    /// The next chunk of the body; nil at its end.
    func next(
        isolation actor: isolated (any Actor)?
    ) async throws(MessageStreamClientError) -> Data? {
        while true {
            if Task.isCancelled {
                cancel()
                throw MessageStreamClientError(.cancelled)
            }
            let (chunk, end, resumed) = state.withLock { state in
                let chunk = state.takeChunk()
                let mayGoOn =
                    state.isSuspended && state.unread <= URLSessionChunks.greatestBacklog / 2
                if mayGoOn { state.isSuspended = false }
                return (chunk, state.end, mayGoOn ? state.task : nil)
            }
            resumed?.resume()
            if let chunk { return chunk }
            if let end {
                try end.get()
                return nil
            }
            try await wait(isolation: actor) { $0.next < $0.chunks.count }
        }
    }

    /// Takes back what was read, to be read again.
    func giveBack(_ chunks: [Data]) {
        state.withLock { state in
            state.chunks.replaceSubrange(..<state.next, with: chunks)
            state.next = 0
            state.unread += chunks.reduce(0) { $0 + $1.count }
        }
    }

    /// Returns when there is something to look at, or the task is cancelled.
    private func wait(
        isolation actor: isolated (any Actor)?, until isThere: @Sendable (borrowing State) -> Bool
    ) async throws(MessageStreamClientError) {
        await withTaskCancellationHandler {
            await withCheckedContinuation(isolation: actor) { continuation in
                let mustWait = state.withLock { state in
                    guard state.end == nil, !isThere(state), !Task.isCancelled else { return false }
                    state.waiter = continuation
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiter.take() }?.resume()
        }
        if Task.isCancelled {
            cancel()
            throw MessageStreamClientError(.cancelled)
        }
    }

    /// Takes a part of the body.
    func receive(_ data: Data) {
        let (waiter, suspended, isTooMuch) = state.withLock {
            state -> (CheckedContinuation<Void, Never>?, URLSessionDataTask?, Bool) in
            guard state.end == nil, !data.isEmpty else { return (nil, nil, false) }
            guard state.unread + data.count <= URLSessionChunks.maximumUnread else {
                return (nil, nil, true)
            }
            state.chunks.append(data)
            state.unread += data.count
            let isMuch = state.unread > URLSessionChunks.greatestBacklog
            let mustWait = Self.stopsWhenSuspended && isMuch && !state.isSuspended
            if mustWait { state.isSuspended = true }
            return (state.waiter.take(), mustWait ? state.task : nil, false)
        }
        suspended?.suspend()
        waiter?.resume()
        if isTooMuch {
            end(
                .failure(
                    MessageStreamClientError(
                        .unreadLimit,
                        message: "\(URLSessionChunks.maximumUnread) bytes wait to be read")))
        }
    }

    /// Ends the transfer; only the first end counts.
    private func end(_ end: Result<Void, MessageStreamClientError>) {
        let (waiter, task) = state.withLock { state in
            let isFirst = state.end == nil
            if isFirst { state.end = end }
            let isUnfinished = if case .failure = end { isFirst } else { false }
            defer { state.task = nil }
            return (state.waiter.take(), isUnfinished ? state.task : nil)
        }
        task?.cancel()
        waiter?.resume()
    }
}

extension URLSessionTransfer: URLSessionDataDelegate {
    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        let waiter = state.withLock { state in
            state.response = response as? HTTPURLResponse
            return state.waiter.take()
        }
        waiter?.resume()
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        receive(data)
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
    ) {
        let hasHead = state.withLock { $0.response != nil }
        end(
            error.map { .failure(MessageStreamClientError(session: $0, hasHead: hasHead)) }
                ?? .success(()))
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}

extension MessageStreamClientError {
    /// The error for one of a session.
    fileprivate init(session error: any Error, hasHead: Bool) {
        let code: Code =
            switch (error as? URLError)?.code {
            case .cancelled: .cancelled
            case .timedOut: hasHead ? .idleTimeout : .firstByteTimeout
            case .badURL, .unsupportedURL: .invalidConfiguration
            case .badServerResponse, .cannotParseResponse, .cannotDecodeRawData: .protocolViolation
            default: hasHead ? .connectionLost : .connectionFailed
            }
        self.init(code, message: error.localizedDescription)
    }
}
