#if Relay
    internal import Logging
    internal import MessageStream
    internal import HTTPTypes
    internal import NIOCore
    internal import NIOHTTP1
    internal import NIOSSL
    internal import Synchronization

    /// What all event loops of a relay share.
    final class RelayShared: Sendable {
        let configuration: RelayConfiguration
        let endpoints: [UpstreamEndpoint]
        let weights: [Int]
        let metrics = RelayMetrics()
        let answers: ChatAnswers
        let timeLimits: RelayLoop.TimeLimits
        /// How often event loops look at what has taken too long.
        let roundInterval: TimeAmount
        let chatDefaults: ChatRequest.Defaults
        /// The upstreams' keys, which some upstreams send back in their errors.
        let secrets: SecretSearch
        let keys: ClientKeys
        private let callerRules: CallerRules
        private let admission: Admission
        private let accessLog: AccessLog
        private let requests = Atomic<UInt64>(0)
        private let instance = UInt32.random(in: 0 ... .max)

        init(
            _ configuration: RelayConfiguration, store: (any ChatAnswerStore)?,
            accessLogger: Logger?
        ) throws(RelayServerError) {
            do throws(RelayConfigurationError) {
                try configuration.validate()
            } catch {
                throw RelayServerError(.configuration, "\(error)")
            }
            self.configuration = configuration
            var endpoints: [UpstreamEndpoint] = []
            for upstream in configuration.upstreams {
                endpoints.append(
                    try UpstreamEndpoint(upstream, connectTimeout: configuration.connectTimeout))
            }
            self.endpoints = endpoints
            weights = configuration.upstreams.map(\.weight)
            chatDefaults = ChatRequest.Defaults(
                model: configuration.chat.model, maxTokens: configuration.chat.maximumTokens,
                system: configuration.chat.systemPrompt)
            secrets = SecretSearch(configuration.upstreams.compactMap(\.credentials.secret))
            keys = ClientKeys(configuration.clientKeys)
            callerRules = CallerRules(configuration)
            admission = Admission(configuration)
            accessLog = AccessLog(configuration.accessLog, logger: accessLogger)
            answers = ChatAnswers(
                store: store
                    ?? InMemoryChatAnswerStore(limits: .init(configuration.chat.resumption)))
            timeLimits = RelayLoop.TimeLimits(configuration)
            roundInterval = Self.roundInterval(timeLimits)
        }

        /// Unique in this process, and hardly the same in another.
        func nextRequestID() -> String {
            let number = requests.add(1, ordering: .relaxed).newValue
            return "relay_\(String(instance, radix: 16))_\(number)"
        }

        /// Why a request is refused, whoever asks; nil if it is not.
        func refusal(of head: HTTPRequestHead) -> ErrorAnswer? {
            if let fault = head.fault {
                return ErrorAnswer(.badRequest, "invalid_request_error", fault, reason: .malformed)
            }
            return callerRules.refusal(of: head)
        }

        /// Who asks, by the key that the request shows.
        func client(of headers: HTTPHeaders) -> Result<ClientKeys.Client, Refusal> {
            client(
                authorization: headers.first(name: "authorization"),
                apiKey: headers.first(name: "x-api-key"))
        }

        /// The same, of Hummingbird's fields.
        func client(of headers: HTTPFields) -> Result<ClientKeys.Client, Refusal> {
            client(authorization: headers[.authorization], apiKey: headers[.init("x-api-key")!])
        }

        /// Lets a request in, or says why not. What was let in ends with ``finished(_:of:)``.
        func admit(_ headers: HTTPHeaders) -> Result<ClientKeys.Client, Refusal> {
            client(of: headers).flatMap { client in
                switch admission.begin(client) {
                case .admitted:
                    return .success(client)
                case .rejected(let reason, let retryAfter):
                    return .failure(Refusal(reason, retryAfter: retryAfter))
                }
            }
        }

        /// Takes tokens off for a request that was let in, which may come to use so many; returns how
        /// many were taken.
        func reserve(
            _ tokens: Int, for client: ClientKeys.Client
        ) -> Result<Int, Refusal> {
            switch admission.reserve(tokens, for: client) {
            case .made(let tokens): .success(tokens)
            case .refused(let retryAfter):
                .failure(Refusal(.tokensPerMinute, retryAfter: retryAfter))
            }
        }

        /// A request was refused of which nothing but its head is known, if that.
        func refused(as answer: ErrorAnswer) {
            var record = RelayedRequest(
                id: nextRequestID(), route: .other, ending: .rejected, start: .now, end: .now)
            record.status = Int(answer.status.code)
            record.errorType = answer.type
            record.rejection = answer.reason?.rawValue
            finished(record, of: nil)
        }

        /// A request is over; `client` is nil if it was not let in.
        func finished(_ record: RelayedRequest, of client: ClientKeys.Client?) {
            if let client {
                admission.end(
                    client, tokens: record.countedTokens, reserved: record.reservedTokens,
                    at: record.end)
            }
            if client != nil {
                metrics.finished(record)
            } else if let reason = record.rejection.flatMap(Rejection.init) {
                metrics.rejected(reason)
            }
            accessLog.record(record)
        }

        private func client(
            authorization: String?, apiKey: String?
        ) -> Result<ClientKeys.Client, Refusal> {
            guard let client = keys.client(authorization: authorization, apiKey: apiKey) else {
                return .failure(Refusal(answer: Self.unauthorized))
            }
            return .success(client)
        }

        private static let unauthorized = ErrorAnswer(
            .unauthorized, "authentication_error", "this relay wants a key of its own",
            reason: .authentication)

        /// A quarter of the shortest limit, so that none is overrun by much.
        private static func roundInterval(_ limits: RelayLoop.TimeLimits) -> TimeAmount {
            let quarter = TimeAmount.nanoseconds(limits.shortest.nanoseconds / 4)
            return max(.milliseconds(10), min(quarter, .seconds(1)))
        }
    }
#endif
