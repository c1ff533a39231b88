#if Client
    import MessageStream
    import PartialJSON

    /// Takes secrets out of what servers say: some send back what they were sent.
    struct Redaction: Sendable {
        /// Longest first, so that no part of one is left when another is its beginning.
        private let secrets: [Secret]

        /// Shorter texts are not looked for: they occur by chance.
        private static let shortestSecret = 6

        /// All that the client sends and nobody else may know.
        init(_ configuration: MessageStreamClient.Configuration, _ options: RequestOptions) {
            let headers = [configuration.headers, options.headers].flatMap { $0.map(\.value) }
            let known = [configuration.credentials.secret, configuration.proxy?.password]
            let words = headers.flatMap { $0.split(separator: " ").map(String.init) }
            secrets = (known.compactMap { $0?.revealed() } + headers + words)
                .filter { $0.utf8.count >= Self.shortestSecret }
                .sorted { $0.utf8.count > $1.utf8.count }.map(Secret.init)
        }

        /// The error without secrets.
        func callAsFunction(_ error: MessageStreamClientError) -> MessageStreamClientError {
            var error = error
            if let clean = cleaned(error.message) { error.message = clean }
            if let id = error.requestID, let clean = cleaned(id) { error.requestID = clean }
            if let clean = cleaned(String(decoding: error.body, as: UTF8.self)) {
                error.body = Array(clean.utf8)
            }
            if let said = error.apiError, let clean = cleaned(said.jsonText) {
                error.apiError = StreamedError(cleaned: clean)
            }
            error.streamError = error.streamError.map(cleaned)
            return error
        }

        private func cleaned(_ error: MessageStreamError) -> MessageStreamError {
            var clean = MessageStreamError(
                error.code, message: cleaned(error.message) ?? error.message)
            clean.eventNumber = error.eventNumber
            clean.byteOffset = error.byteOffset
            clean.blockIndex = error.blockIndex
            clean.jsonError = error.jsonError
            clean.framingError = error.framingError
            clean.partialMessage = error.partialMessage
            clean.streamedError = error.streamedError.map { said in
                cleaned(said.jsonText).map(StreamedError.init(cleaned:)) ?? said
            }
            return clean
        }

        /// The text without secrets, or nil when there is none in it.
        func cleaned(_ text: String) -> String? {
            var clean = text
            for secret in secrets.map({ $0.revealed() }) where clean.contains(secret) {
                clean = clean.split(separator: secret, omittingEmptySubsequences: false)
                    .joined(separator: Secret.redaction)
            }
            return clean == text ? nil : clean
        }
    }

    extension StreamedError {
        fileprivate init(cleaned text: String) {
            let value = try? JSONValue(parsing: Array(text.utf8))
            self = value.flatMap(StreamedError.init(jsonValue:)) ?? StreamedError(text: text)
        }
    }
#endif
