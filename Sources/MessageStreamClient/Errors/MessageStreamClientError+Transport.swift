#if Client
    import AsyncHTTPClient
    import NIOCore
    import NIOHTTP1
    import NIOHTTPCompression
    import NIOPosix

    extension MessageStreamClientError {
        /// The error for one that AsyncHTTPClient, NIO or the system reports.
        ///
        /// - Parameter isSent: Whether the request had gone out.
        init(transport error: any Error, isSent: Bool) {
            switch error {
            case let error as MessageStreamClientError:
                self = error
            case let error as HTTPClientError:
                self.init(Code(error, isSent: isSent), message: "\(error)")
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
            case .alreadyShutdown: self = .invalidConfiguration
            default: self = isSent ? .connectionLost : .connectionFailed
            }
        }
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
