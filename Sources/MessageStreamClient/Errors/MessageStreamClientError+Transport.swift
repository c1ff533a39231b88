#if Client
    import AsyncHTTPClient
    import NIOCore
    import NIOHTTP1
    import NIOHTTPCompression
    import NIOPosix
    import NIOSSL

    extension MessageStreamClientError {
        /// The error for one that AsyncHTTPClient, NIO or the system reports.
        ///
        /// - Parameter isSent: Whether the request had gone out.
        init(transport error: any Error, isSent: Bool) {
            switch error {
            case let error as MessageStreamClientError:
                self = error
            case let error as HTTPClientError where error == .proxyAuthenticationRequired:
                self.init(
                    .invalidConfiguration, message: "the proxy wants another user or password")
            case let error as HTTPClientError:
                // Its description quotes what it was given, header fields included.
                self.init(Code(error, isSent: isSent), message: error.shortDescription)
            case NIOSSLError.failedToLoadCertificate, NIOSSLError.failedToLoadPrivateKey,
                NIOSSLError.noSuchFilesystemObject:
                self.init(
                    .invalidConfiguration,
                    message: "certificates or keys of the configuration's TLS cannot be loaded")
            case HTTPParserError.invalidEOFState:
                self.init(.connectionLost, message: "the connection was closed in mid-answer")
            case is HTTPParserError:
                self.init(.protocolViolation, message: "\(error)")
            case let error as NIOConnectionError:
                self.init(.connectionFailed, message: error.reasons)
            case is NIOHTTPDecompression.DecompressionError,
                is NIOHTTPDecompression.ExtraDecompressionError:
                self.init(.compressionRatio, message: "\(error)")
            default:
                self.init(isSent ? .connectionLost : .connectionFailed, message: "\(error)")
            }
        }
    }

    extension MessageStreamClientError.Code {
        fileprivate init(_ error: HTTPClientError, isSent: Bool) {
            switch error {
            case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout,
                .socksHandshakeTimeout, .httpProxyHandshakeTimeout:
                self = .connectTimeout
            case .cancelled: self = .cancelled
            case _ where Self.mistakes.contains(error.shortDescription):
                self = .invalidConfiguration
            default: self = isSent ? .connectionLost : .connectionFailed
            }
        }

        /// What is wrong before anything is sent, and would be again.
        private static let mistakes = Set(
            [
                HTTPClientError.alreadyShutdown, .invalidURL, .emptyHost, .missingSocketPath,
                .emptyScheme, .unsupportedScheme(""), .invalidHeaderFieldNames([]),
                .invalidHeaderFieldValues([]), .invalidRedirectConfiguration,
                .invalidHTTPVersionConfiguration, .invalidDNSOverridesConfiguration,
                .invalidLocalAddress, .invalidProxyConfiguration,
            ].map(\.shortDescription))
    }

    extension NIOConnectionError {
        /// Why each address that was tried did not answer.
        fileprivate var reasons: String {
            if let dnsAError, dnsAAAAError != nil { return "\(dnsAError)" }
            let reasons = connectionErrors.map { "\($0.target): \($0.error)" }
            return reasons.isEmpty ? "\(host) has no address" : reasons.joined(separator: "; ")
        }
    }
#endif
