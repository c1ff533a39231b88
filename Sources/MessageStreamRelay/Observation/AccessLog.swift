#if Relay
    internal import Logging

    /// One line a request, of what ``RelayedRequest`` has and nothing else: no prompt, no text, no key.
    struct AccessLog: Sendable {
        /// The logger's label.
        static let label = "message-stream.relay.access"

        private let logger: Logger?
        private let format: RelayConfiguration.AccessLogFormat

        /// A log in the format `format`.
        ///
        /// - Parameters:
        ///   - logger: What the lines of text go to; nil for that of swift-log.
        ///   - output: Where the lines of JSON go.
        init(
            _ format: RelayConfiguration.AccessLogFormat, logger: Logger? = nil,
            output: JSONLogHandler.Output = .standardError
        ) {
            self.format = format
            self.logger =
                switch format {
                case .off: nil
                case .text: logger ?? Logger(label: Self.label)
                case .json:
                    Logger(label: Self.label) { JSONLogHandler(label: $0, output: output) }
                }
        }

        /// Writes the line of a request that is over.
        func record(_ request: RelayedRequest) {
            logger?.info("request", metadata: metadata(of: request))
        }

        private func metadata(of request: RelayedRequest) -> Logger.Metadata {
            var metadata: Logger.Metadata = [
                "id": name(request.id),
                "route": "\(request.route.rawValue)",
                "status": .stringConvertible(request.status),
                "ending": "\(request.ending.rawValue)",
                "stream": .stringConvertible(request.isStreaming),
                "attempts": .stringConvertible(request.attempts),
                "duration_ms": milliseconds(request.end - request.start),
                "request_bytes": .stringConvertible(request.requestBytes),
                "response_bytes": .stringConvertible(request.responseBytes),
                "events": .stringConvertible(request.events),
            ]
            for (key, text) in [
                ("key", request.keyName), ("upstream", request.upstreamName),
                ("model", request.model), ("rejection", request.rejection),
                ("stop_reason", request.stopReason), ("error_type", request.errorType),
            ] {
                if let text { metadata[key] = name(text) }
            }
            for (key, count) in [
                ("input_tokens", request.inputTokens), ("output_tokens", request.outputTokens),
                ("cache_read_input_tokens", request.cacheReadInputTokens),
                ("cache_creation_input_tokens", request.cacheCreationInputTokens),
                ("estimated_input_tokens", request.estimatedInputTokens),
                ("estimated_output_tokens", request.estimatedOutputTokens),
            ] {
                if let count { metadata[key] = .stringConvertible(count) }
            }
            if request.isEstimated { metadata["estimated"] = .stringConvertible(true) }
            if let firstToken = request.firstToken {
                metadata["time_to_first_token_ms"] = milliseconds(firstToken - request.start)
            }
            if !request.unreadableCounts.isEmpty {
                metadata["unreadable_counts"] = .array(
                    request.unreadableCounts.map { .string($0) })
            }
            if !request.toolNames.isEmpty {
                metadata["tools"] = .array(
                    request.toolNames.prefix(16).map { name($0, maximumBytes: 64) })
            }
            return metadata
        }

        /// A name from outside. The handler of JSON escapes; those of text do not.
        private func name(
            _ text: String, maximumBytes: Int = LogText.maximumNameBytes
        ) -> Logger.Metadata.Value {
            switch format {
            case .json: .string(LogText.bounded(text, maximumBytes: maximumBytes))
            case .off, .text: .string(LogText.escaped(text, maximumBytes: maximumBytes))
            }
        }

        /// To a microsecond.
        private func milliseconds(_ duration: Duration) -> Logger.Metadata.Value {
            let microseconds = duration / .microseconds(1)
            return .stringConvertible(microseconds.rounded() / 1000)
        }
    }
#endif
