#if Client
    public import MessageStream
    import PartialJSON

    extension MessageClient {
        /// Asks for a message and waits for the whole of it.
        ///
        /// An answer of many tokens takes minutes, in which nothing comes: prefer ``stream(_:options:isolation:)``.
        public func create(
            _ request: MessageRequest, options: RequestOptions? = nil,
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(MessageStreamClientError) -> Message {
            var body = request.json
            body["stream"] = nil
            let path = configuration.paths.messages.naming(request.model)
            let answer = try await send(
                "POST", path, json: .object(body), options: options, isolation: actor)
            guard let message = Message(jsonValue: try answer.json),
                message.json["type"] == "message"
            else {
                throw answer.unexpected("no message")
            }
            return message
        }

        /// How many input tokens a request would have. It costs nothing but a request.
        public func countTokens(
            of request: MessageRequest, options: RequestOptions? = nil,
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(MessageStreamClientError) -> Int {
            var body = request.json
            // The endpoint refuses what is of the answer only.
            for member in ["stream", "max_tokens", "metadata", "stop_sequences", "service_tier"] {
                body[member] = nil
            }
            let answer = try await send(
                "POST", configuration.paths.countTokens.naming(request.model),
                json: .object(body), options: options, isolation: actor)
            guard let count = try answer.json["input_tokens"]?.int, count >= 0 else {
                throw answer.unexpected("no input_tokens")
            }
            return count
        }

        /// One page of the models that there are, the newest first: up to `limit`, 1,000 at most and 20
        /// by default, behind the model `afterID`, which is `ModelPage.lastID` of the page before.
        public func models(
            limit: Int? = nil, afterID: String? = nil, options: RequestOptions? = nil,
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(MessageStreamClientError) -> ModelPage {
            var query: [(name: String, value: String)] = []
            if let limit { query.append(("limit", "\(limit)")) }
            if let afterID { query.append(("after_id", afterID)) }
            let answer = try await send(
                "GET", configuration.paths.models, query: query, options: options,
                isolation: actor)
            guard let page = ModelPage(jsonValue: try answer.json), page.json["data"] != nil else {
                throw answer.unexpected("no list of models")
            }
            return page
        }
    }
#endif
