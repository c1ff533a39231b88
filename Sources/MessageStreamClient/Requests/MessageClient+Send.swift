#if Client
    import AsyncHTTPClient
    import NIOCore
    import NIOHTTP1
    public import PartialJSON

    extension MessageClient {
        /// The most bytes that an answer that is no stream may have.
        public static let maximumAnswerBytes = 64 << 20

        /// Asks any endpoint, with the client's credentials, retries and time limits.
        ///
        /// ```swift
        /// let answer = try await client.send("GET", "/v1/organizations/me")
        /// print(try answer.json)
        /// ```
        ///
        /// `path` is what stands below the base URL, from its first slash on; `query` is not encoded yet.
        ///
        /// - Throws: What the API or the connection refused, after as many retries as the options say;
        ///   `unreadLimit` for an answer of more than ``maximumAnswerBytes``.
        public func send(
            _ method: String, _ path: String, query: [(name: String, value: String)] = [],
            json: JSONValue? = nil, options: RequestOptions? = nil,
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(MessageStreamClientError) -> APIAnswer {
            let options = options ?? configuration.defaults
            let redaction = Redaction(configuration, options)
            let url = try EndpointURL(base: configuration.baseURL, path: path, query: query)
            let request = try httpRequest(
                NIOHTTP1.HTTPMethod(rawValue: method), url,
                fields(for: options, accept: "application/json"), body: json)
            let deadline = options.timeouts.total.map { time.now() + $0 }
            var schedule = RetrySchedule(options.retries)
            var number = 0
            while true {
                number += 1
                let exchange = ClientExchange(
                    time: time, timeouts: options.timeouts, deadline: deadline)
                httpClient.begin(request, for: exchange)
                let (result, head) = await exchange.whole(isolation: actor)
                var attempt = MessageStreamAttempt(
                    number: number, status: head?.status,
                    requestID: head?.requestID.map(redaction.callAsFunction), isContinuation: false)
                switch result {
                case .success(let answer):
                    options.attemptHook?(attempt)
                    return answer
                case .failure(var error):
                    let headers = head?.headers ?? [:]
                    error.retryAfter = RetryAfter.wait(in: headers, now: time.secondsSince1970())
                    error.attemptCount = number
                    if error.isOfAttempt { error.note(url: url.shown) }
                    error = redaction(error)
                    let decision = schedule.decide(
                        after: error, shouldRetry: RetryAfter.shouldRetry(in: headers),
                        content: .none, random: time.random(),
                        timeLeft: deadline.map { $0 - time.now() })
                    attempt.error = error
                    guard case .retry(let delay) = decision, !Task.isCancelled else {
                        options.attemptHook?(attempt)
                        throw error
                    }
                    attempt.retryDelay = delay
                    options.attemptHook?(attempt)
                    do {
                        try await time.sleep(delay)
                    } catch {
                        throw MessageStreamClientError(.cancelled)
                    }
                }
            }
        }
    }

    extension ClientExchange {
        /// Waits for the whole answer; closes the connection if the task is cancelled.
        fileprivate func whole(
            isolation actor: isolated (any Actor)?
        ) async -> (Result<APIAnswer, MessageStreamClientError>, ResponseHead?) {
            var head: ResponseHead?
            var body = ByteBuffer()
            while true {
                switch take() {
                case .head(let came):
                    head = came
                    if !came.isSuccess { set(.refusal) }
                case .bytes(let bytes):
                    let limit =
                        head?.isSuccess == true
                        ? MessageClient.maximumAnswerBytes
                        : MessageStreamClientError.maximumBodyBytes
                    body.writeImmutableBuffer(bytes)
                    guard body.readableBytes > limit else { continue }
                    abort()
                    guard let head, !head.isSuccess else {
                        return (
                            .failure(
                                MessageStreamClientError(
                                    .unreadLimit, message: "the answer has more than \(limit) bytes"
                                )),
                            head
                        )
                    }
                    return (.failure(MessageStreamClientError(head: head, body: body)), head)
                case .end:
                    return (result(head, body), head)
                case .failed(let error):
                    // A status says more than what became of its body.
                    guard let head, !head.isSuccess, error.code != .cancelled,
                        error.code != .totalTimeout
                    else { return (.failure(error), head) }
                    return (.failure(MessageStreamClientError(head: head, body: body)), head)
                case .nothingYet:
                    if Task.isCancelled {
                        abort()
                        return (.failure(MessageStreamClientError(.cancelled)), head)
                    }
                    await wait(isolation: actor)
                }
            }
        }

        private func result(
            _ head: ResponseHead?, _ body: ByteBuffer
        ) -> Result<APIAnswer, MessageStreamClientError> {
            guard let head else { return .failure(MessageStreamClientError(.connectionLost)) }
            guard head.isSuccess else {
                return .failure(MessageStreamClientError(head: head, body: body))
            }
            return .success(
                APIAnswer(
                    status: head.status, headers: head.headers, body: Array(body.readableBytesView))
            )
        }
    }
#endif
