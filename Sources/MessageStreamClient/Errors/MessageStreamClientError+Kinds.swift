extension MessageStreamClientError {
    /// Whether the same request may well succeed later.
    var mayPass: Bool {
        switch code.kind {
        case .timeout, .conflict, .rateLimit, .api, .overloaded, .connectionFailed, .connectTimeout,
            .firstByteTimeout, .idleTimeout, .connectionLost, .truncated:
            true
        case .stream, .unexpectedContentType, .protocolViolation, .compressionRatio,
            .invalidRequest, .authentication, .billing, .permission, .notFound, .requestTooLarge,
            .status, .refusedByEvent, .totalTimeout, .cancelled, .invalidConfiguration,
            .invalidRequestBody:
            false
        }
    }

    /// Whether the network failed, and not who is at its other end.
    var isOfTransport: Bool {
        switch code.kind {
        case .connectionLost, .idleTimeout, .totalTimeout, .truncated: true
        case .timeout, .conflict, .rateLimit, .api, .overloaded, .connectionFailed, .connectTimeout,
            .firstByteTimeout, .stream, .unexpectedContentType, .protocolViolation,
            .compressionRatio, .invalidRequest, .authentication, .billing, .permission, .notFound,
            .requestTooLarge, .status, .refusedByEvent, .cancelled, .invalidConfiguration,
            .invalidRequestBody:
            false
        }
    }
}
