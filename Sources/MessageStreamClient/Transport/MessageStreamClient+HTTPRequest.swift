#if Client
    import AsyncHTTPClient
    import NIOCore
    import NIOHTTP1
    import PartialJSON

    extension MessageStreamClient {
        /// The request that carries `body`.
        func httpRequest(
            _ body: JSONObject, _ options: RequestOptions, _ observation: StreamObservation?
        ) throws(MessageStreamClientError) -> HTTPClient.Request {
            var bytes: [UInt8] = []
            JSONValue.object(body).write(into: &bytes)
            var fields = fields(for: options)
            observation?.addContext(to: &fields)
            let headers = HTTPHeaders(fields.map { ($0.name, $0.value) })
            do {
                return try HTTPClient.Request(
                    url: try messagesURL(), method: .POST, headers: headers, body: .bytes(bytes))
            } catch let error as MessageStreamClientError {
                throw error
            } catch {
                throw MessageStreamClientError(
                    .invalidConfiguration, message: "the base URL cannot be used: \(error)")
            }
        }

        private func messagesURL() throws(MessageStreamClientError) -> String {
            var base = configuration.baseURL[...]
            while base.hasSuffix("/") { base.removeLast() }
            // The authority ends at the first slash behind the scheme's two.
            let authority = base.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" }
            guard !authority.contains("@") else {
                throw MessageStreamClientError(
                    .invalidConfiguration,
                    message: "the base URL has a user in it; use credentials or headers")
            }
            return base + "/v1/messages"
        }

        /// The header fields of a request: the client's, then the configuration's, then the request's.
        private func fields(for options: RequestOptions) -> HTTPHeaderFields {
            var fields: HTTPHeaderFields = [
                "content-type": "application/json",
                "accept": "text/event-stream",
                "user-agent": "swift-message-stream",
                "anthropic-version": configuration.version,
            ]
            // Without the field AsyncHTTPClient would ask for compression itself.
            fields["accept-encoding"] =
                configuration.asksForCompression ? "gzip, deflate" : "identity"
            if let header = configuration.credentials.header { fields[header.name] = header.value }
            if !options.betas.isEmpty {
                fields["anthropic-beta"] = options.betas.joined(separator: ",")
            }
            for field in configuration.headers { fields[field.name] = field.value }
            for field in options.headers { fields[field.name] = field.value }
            return fields
        }
    }
#endif
