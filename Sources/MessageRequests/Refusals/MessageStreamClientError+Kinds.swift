import MessageStream

extension MessageStreamClientError {
    /// Whether the same request may well succeed later.
    ///
    /// A status other than success decides, as in the official SDKs; without one the kind does.
    package var mayPass: Bool {
        if let status, !(200..<300).contains(status) {
            return status == 408 || status == 409 || status == 429 || status >= 500
        }
        // Whoever mixed two answers did so by chance.
        if streamError?.code == .anotherMessage { return true }
        return switch code.kind {
        case .timeout, .conflict, .rateLimit, .api, .overloaded, .connectionFailed, .connectTimeout,
            .firstByteTimeout, .idleTimeout, .connectionLost, .truncated:
            true
        case .stream, .unexpectedContentType, .protocolViolation, .compressionRatio, .unreadLimit,
            .invalidRequest, .authentication, .billing, .permission, .notFound, .requestTooLarge,
            .status, .refusedByEvent, .totalTimeout, .cancelled, .invalidConfiguration,
            .invalidRequestBody:
            false
        }
    }

    /// Whether the network failed, and not who is at its other end.
    package var isOfTransport: Bool {
        switch code.kind {
        case .connectionLost, .idleTimeout, .totalTimeout, .truncated: true
        case .timeout, .conflict, .rateLimit, .api, .overloaded, .connectionFailed, .connectTimeout,
            .firstByteTimeout, .stream, .unexpectedContentType, .protocolViolation,
            .compressionRatio, .unreadLimit, .invalidRequest, .authentication, .billing,
            .permission, .notFound,
            .requestTooLarge, .status, .refusedByEvent, .cancelled, .invalidConfiguration,
            .invalidRequestBody:
            false
        }
    }

    /// Whether a server was asked, or was to be.
    package var isOfAttempt: Bool {
        code != .cancelled && code != .invalidConfiguration && code != .invalidRequestBody
    }

    /// Whether the URL may be to blame: not where the API itself said what is wrong with a request,
    /// unless it knows no such path.
    package var mayBeOfURL: Bool { isOfAttempt && (apiError == nil || status == 404) }
}
