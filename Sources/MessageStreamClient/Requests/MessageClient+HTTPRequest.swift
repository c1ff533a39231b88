#if Client
    import AsyncHTTPClient
    import NIOCore
    import NIOHTTP1
    import PartialJSON

    extension MessageClient {
        /// Where a stream is asked for by `body`.
        func streamURL(of body: JSONObject) throws(MessageStreamClientError) -> EndpointURL {
            let model = ModelName(rawValue: body["model"]?.string ?? "")
            return try EndpointURL(
                base: configuration.baseURL,
                path: configuration.paths.streamedMessages.naming(model))
        }

        /// The request for a stream that carries `body`.
        func httpRequest(
            _ body: JSONObject, _ options: RequestOptions, _ observation: StreamObservation?
        ) throws(MessageStreamClientError) -> HTTPClient.Request {
            var fields = try fields(for: options, accept: "text/event-stream")
            observation?.addContext(to: &fields)
            return try httpRequest(
                .POST, streamURL(of: body), fields, body: JSONValue.object(body))
        }

        /// A request.
        func httpRequest(
            _ method: NIOHTTP1.HTTPMethod, _ url: EndpointURL, _ fields: HTTPHeaderFields,
            body: JSONValue?
        ) throws(MessageStreamClientError) -> HTTPClient.Request {
            try configuration.proxy?.validate()
            var bytes: [UInt8] = []
            body?.write(into: &bytes)
            let headers = HTTPHeaders(fields.map { ($0.name, $0.value) })
            do {
                return try HTTPClient.Request(
                    url: url.whole, method: method, headers: headers,
                    body: body == nil ? nil : .bytes(bytes))
            } catch {
                // It would be quoted by the error.
                throw .invalidBaseURL
            }
        }

        /// The header fields of a request: the client's, then the configuration's, then the request's.
        func fields(
            for options: RequestOptions, accept: String
        ) throws(MessageStreamClientError) -> HTTPHeaderFields {
            var fields = RequestFields()
            try fields.set("content-type", "application/json", by: "content-type")
            try fields.set("accept", accept, by: "accept")
            try fields.set("user-agent", "swift-message-stream", by: "user-agent")
            try fields.set("anthropic-version", configuration.version, by: "the API's version")
            // Without the field AsyncHTTPClient would ask for compression itself.
            let encoding = configuration.asksForCompression ? "gzip, deflate" : "identity"
            try fields.set("accept-encoding", encoding, by: "accept-encoding")
            if let header = configuration.credentials.header {
                try fields.set(header.name, header.value, by: header.setting)
            }
            if !options.betas.isEmpty {
                let betas = options.betas.joined(separator: ",")
                try fields.set("anthropic-beta", betas, by: "the beta features")
            }
            try fields.set(configuration.headers, by: "the configuration's headers")
            try fields.set(options.headers, by: "the request's headers")
            return fields.fields
        }
    }
#endif
