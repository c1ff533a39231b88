#if Client
    import Foundation
    import MessageStream
    import PartialJSON

    /// Takes secrets out of what servers say, and the transport: some send back what they were sent.
    struct Redaction: Sendable {
        private let search: SecretSearch

        /// All that the client sends and nobody else may know.
        init(_ configuration: MessageClient.Configuration, _ options: RequestOptions) {
            let headers = [configuration.headers, options.headers].flatMap { $0.map(\.value) }
            let words = headers.flatMap {
                $0.split(whereSeparator: \.isWhitespace).map(String.init)
            }
            let secrets = [configuration.credentials.secret, configuration.proxy?.password]
            search = SecretSearch(
                secrets.compactMap { $0?.revealed() } + headers + words
                    + [configuration.proxy?.basicCredentials].compactMap(\.self))
        }

        /// The error without secrets.
        func callAsFunction(_ error: MessageStreamClientError) -> MessageStreamClientError {
            var error = error
            error.message = callAsFunction(error.message)
            error.url = error.url.map(callAsFunction)
            error.requestID = error.requestID.map(callAsFunction)
            if let clean = search.cleaned(String(decoding: error.body, as: UTF8.self)) {
                error.body = Array(clean.utf8)
            }
            if let said = error.apiError, let clean = search.cleaned(said.jsonText) {
                error.apiError = StreamedError(cleaned: clean)
            }
            error.streamError = error.streamError.map(cleaned)
            return error
        }

        /// The text without secrets.
        func callAsFunction(_ text: String) -> String { search.cleaned(text) ?? text }

        private func cleaned(_ error: MessageStreamError) -> MessageStreamError {
            var clean = error
            clean.message = callAsFunction(error.message)
            clean.streamedError = error.streamedError.map { said in
                search.cleaned(said.jsonText).map(StreamedError.init(cleaned:)) ?? said
            }
            return clean
        }
    }

    extension ProxyServer {
        /// What a proxy is sent for its user and password.
        fileprivate var basicCredentials: String? {
            user.map { Data("\($0):\(password?.revealed() ?? "")".utf8).base64EncodedString() }
        }
    }

    extension StreamedError {
        fileprivate init(cleaned text: String) {
            let value = try? JSONValue(parsing: Array(text.utf8))
            self = value.flatMap(StreamedError.init(jsonValue:)) ?? StreamedError(text: text)
        }
    }
#endif
