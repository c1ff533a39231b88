#if Client
    import MessageStream
    import PartialJSON

    extension MessageClient {
        /// Sends a batch of requests, each with an identifier of the program's that is unique in it.
        public func createBatch(
            _ requests: [(customID: String, request: MessageRequest)],
            options: RequestOptions? = nil, isolation actor: isolated (any Actor)? = #isolation
        ) async throws(MessageStreamClientError) -> MessageBatch {
            let list = requests.map { entry -> JSONValue in
                ["custom_id": .string(entry.customID), "params": .object(entry.request.json)]
            }
            return try await batch(
                "POST", "", json: ["requests": .array(list)], options: options, isolation: actor)
        }

        /// How far a batch is.
        public func batch(
            id: String, options: RequestOptions? = nil,
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(MessageStreamClientError) -> MessageBatch {
            try await batch("GET", "/\(id.percentEncoded)", options: options, isolation: actor)
        }

        /// Cancels a batch; what is being answered still is.
        public func cancelBatch(
            id: String, options: RequestOptions? = nil,
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(MessageStreamClientError) -> MessageBatch {
            try await batch(
                "POST", "/\(id.percentEncoded)/cancel", options: options, isolation: actor)
        }

        /// What became of the requests of a batch that has ended, in any order.
        ///
        /// All results are in memory: up to ``maximumAnswerBytes``.
        public func batchResults(
            id: String, options: RequestOptions? = nil,
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(MessageStreamClientError) -> [MessageBatch.Result] {
            let answer = try await send(
                "GET", "\(configuration.paths.batches)/\(id.percentEncoded)/results",
                options: options, isolation: actor)
            var results: [MessageBatch.Result] = []
            for line in answer.body.split(separator: UInt8(ascii: "\n")) {
                guard let value = try? JSONValue(parsing: Array(line)),
                    let result = MessageBatch.Result(jsonValue: value)
                else { throw answer.unexpected("line \(results.count + 1) is no JSON object") }
                results.append(result)
            }
            return results
        }

        private func batch(
            _ method: String, _ path: String, json: JSONValue? = nil, options: RequestOptions?,
            isolation actor: isolated (any Actor)?
        ) async throws(MessageStreamClientError) -> MessageBatch {
            let answer = try await send(
                method, configuration.paths.batches + path, json: json, options: options,
                isolation: actor)
            guard let batch = MessageBatch(jsonValue: try answer.json), !batch.id.isEmpty else {
                throw answer.unexpected("no batch")
            }
            return batch
        }
    }
#endif
