#if Client
    extension MessageClient {
        /// Sends a request, passes the answer to `body`, and closes what is open of it when `body` ends.
        ///
        /// ```swift
        /// let text = try await client.withStream(request) { response in
        ///     try await response.finalText()
        /// }
        /// ```
        ///
        /// When the task is cancelled the connection is closed at once, whatever `body` is doing; a
        /// response that is read without this closes it when it is read next.
        ///
        /// - Throws: What ``stream(_:options:isolation:)`` and `body` throw.
        public func withStream<Result>(
            _ request: MessageRequest, options: RequestOptions? = nil,
            isolation actor: isolated (any Actor)? = #isolation,
            _ body: (MessageStreamResponse) async throws -> Result
        ) async throws -> Result {
            let response = try await stream(request, options: options, isolation: actor)
            defer { response.cancel() }
            return try await withTaskCancellationHandler {
                try await body(response)
            } onCancel: {
                response.cancel()
            }
        }
    }
#endif
