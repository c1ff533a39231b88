#if Client
    public import PartialJSON

    extension MessageClient {
        /// Sends a request and returns when its answer begins.
        ///
        /// Without `options` it is made as the client's configuration says.
        ///
        /// - Throws: What the API or the connection refused, after as many retries as the options say.
        public func stream(
            _ request: MessageRequest, options: RequestOptions? = nil,
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(MessageStreamClientError) -> MessageStreamResponse {
            try await stream(json: request.json, options: options, isolation: actor)
        }

        /// Sends a request whose body you have already and returns when its answer begins.
        ///
        /// The body's `stream` is set to true, the rest is sent as it is.
        public func stream(
            json: JSONObject, options: RequestOptions? = nil,
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(MessageStreamClientError) -> MessageStreamResponse {
            let stream = ResponseStream(
                client: self, body: json, options: options ?? configuration.defaults)
            try await stream.connect(isolation: actor)
            return MessageStreamResponse(stream)
        }

        /// Sends a request whose body you have already as JSON text.
        ///
        /// The text is parsed once, to set `stream`; digits and the order of members stay.
        ///
        /// - Throws: `MessageStreamClientError.Code.invalidRequestBody` besides what
        ///   the others throw.
        public func stream(
            jsonBytes: [UInt8], options: RequestOptions? = nil,
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(MessageStreamClientError) -> MessageStreamResponse {
            let value: JSONValue
            do throws(JSONError) {
                value = try JSONValue(parsing: jsonBytes)
            } catch {
                throw MessageStreamClientError(
                    .invalidRequestBody, message: "the request is no JSON: \(error)")
            }
            guard case .object(let json) = value else {
                throw MessageStreamClientError(.invalidRequestBody)
            }
            return try await stream(json: json, options: options, isolation: actor)
        }
    }
#endif
