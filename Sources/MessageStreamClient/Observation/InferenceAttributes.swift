#if Client
    import Foundation
    import MessageStream

    /// What OpenTelemetry's conventions for generative AI want to know of every request of a client:
    /// what a span begins with, and the dimensions of its metrics.
    struct InferenceAttributes: Sendable {
        let model: String
        /// The name or address in the base URL; that of a relay, if it is one's.
        let serverAddress: String?
        let serverPort: Int?

        static let operation = (key: "gen_ai.operation.name", value: "chat")
        /// Whose way of counting tokens, and of naming what went wrong, is told: also of a relay, which
        /// speaks it.
        static let provider = (key: "gen_ai.provider.name", value: "anthropic")

        init(model: String, baseURL: String) {
            self.model = model
            let url = URLComponents(string: baseURL)
            serverAddress = url?.host.flatMap { $0.isEmpty ? nil : $0 }
            serverPort =
                serverAddress == nil ? nil : url?.port ?? (url?.scheme == "http" ? 80 : 443)
        }

        /// The dimensions of metrics.
        var dimensions: [(String, String)] {
            var dimensions = [
                (Self.operation.key, Self.operation.value),
                (Self.provider.key, Self.provider.value), ("gen_ai.request.model", model),
            ]
            if let serverAddress { dimensions.append(("server.address", serverAddress)) }
            if let serverPort { dimensions.append(("server.port", "\(serverPort)")) }
            return dimensions
        }
    }
#endif
