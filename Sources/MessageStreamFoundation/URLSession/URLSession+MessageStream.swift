public import MessageRequests
import MessageStream

#if canImport(FoundationNetworking)
    import Foundation
    public import FoundationNetworking
#else
    public import Foundation
#endif

extension URLSession {
    /// Sends `request`, and gives the body of the answer when it is an event stream.
    ///
    /// ```swift
    /// let body = try await URLSession.shared.messageStream(for: request)
    /// for try await event in body.messageStreamEvents() { … }
    /// ```
    ///
    /// How the body begins decides what it is, and its label where that says nothing: gateways label
    /// event streams as JSON and errors as event streams. Redirections are not followed, since what
    /// is sent may be a key. A cancelled task closes the connection at once.
    ///
    /// On Linux, where Foundation hands data to the delegate of a session only, each call makes a
    /// session of its own with this one's configuration, and a connection of its own.
    ///
    /// - Throws: What a server said in place of a stream, or why there was no answer; the same errors
    ///   as `MessageClient`. Nothing is sent again.
    public func messageStream(
        for request: URLRequest, isolation actor: isolated (any Actor)? = #isolation
    ) async throws(MessageStreamClientError) -> URLSessionChunks {
        let transfer = URLSessionTransfer.start(request, in: self)
        do {
            return try await transfer.opening(isolation: actor)
        } catch {
            var error = error
            error.attemptCount = 1
            if let url = request.url?.withoutQuery { error.note(url: url) }
            throw error
        }
    }
}

extension URLSessionTransfer.Handle {
    /// Waits for the head of the answer, and for as much of its body as tells what it is.
    fileprivate func opening(
        isolation actor: isolated (any Actor)?
    ) async throws(MessageStreamClientError) -> URLSessionChunks {
        let response = try await transfer.response(isolation: actor)
        let head = ResponseHead(response)
        var judgement =
            head.isSuccess ? BodyJudgement(contentType: head.headers["content-type"]) : nil
        if judgement?.isLabelled == true {
            return URLSessionChunks(response: response, transfer: self)
        }
        var chunks: [Data] = []
        var body: [UInt8] = []
        while body.count < MessageStreamClientError.maximumBodyBytes {
            let chunk: Data?
            do {
                chunk = try await transfer.next(isolation: actor)
            } catch {
                // A status says more than what became of its body, and so does what came of an error.
                guard error.code != .cancelled, judgement == nil || judgement?.kind != nil else {
                    throw error
                }
                break
            }
            guard let chunk else { break }
            chunks.append(chunk)
            let bytes = Array(chunk)
            body += bytes
            judgement?.judge(bytes.span)
            if judgement?.kind == .eventStream { break }
        }
        if judgement?.finish() == .eventStream {
            transfer.giveBack(chunks)
            return URLSessionChunks(response: response, transfer: self)
        }
        throw MessageStreamClientError(head: head, body: body)
    }
}

extension ResponseHead {
    fileprivate init(_ response: HTTPURLResponse) {
        var fields = HTTPHeaderFields()
        for (name, value) in response.allHeaderFields {
            fields.append(name: "\(name)", value: "\(value)")
        }
        self.init(status: response.statusCode, headers: fields)
    }
}

extension URL {
    /// The URL to show: a query may be a secret.
    fileprivate var withoutQuery: String? {
        var components = URLComponents(url: self, resolvingAgainstBaseURL: true)
        components?.query = nil
        components?.user = nil
        components?.password = nil
        return components?.string
    }
}
