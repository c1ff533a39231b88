#if Relay
    extension RelayConfiguration: CustomStringConvertible {
        /// Several lines for a person to read: of keys their names, of secrets that they are set.
        public var description: String {
            var lines = ["listens on \(tls == nil ? "http" : "https")://\(address)\(access)"]
            if reusePort || eventLoopThreads != nil {
                let threads = eventLoopThreads.map { "\($0) event loops" } ?? "a loop a core"
                lines.append("threads: \(threads)\(reusePort ? ", port shared" : "")")
            }
            lines.append("upstreams:")
            lines += upstreams.map { "  \($0.summary)" }
            lines.append("client keys:\(clientKeys.isEmpty ? " none" : "")")
            lines += clientKeys.prefix(Self.shownKeys).map { key in
                "  \(key.description)\(key.limits.map { ": \($0.summary)" } ?? "")"
            }
            if clientKeys.count > Self.shownKeys {
                lines.append("  and \(clientKeys.count - Self.shownKeys) more")
            }
            if maximumConnections != nil || maximumConnectionsPerAddress != nil {
                let all = maximumConnections.map { "\($0)" } ?? "as many as files"
                let each = maximumConnectionsPerAddress.map { ", \($0) from an address" } ?? ""
                lines.append("connections: \(all)\(each)")
            }
            lines += [
                "limits\(clientKeys.isEmpty ? "" : " of a key"): \(limits.summary)"
                    + (reservesMaximumTokens ? ", max_tokens reserved" : ""),
                "requests: up to \(ByteCount(maximumRequestBytes)), head in "
                    + "\(requestHeadTimeout.text), body in \(requestBodyTimeout.text), "
                    + "kept alive \(keepAliveTimeout.text)",
                "answers: connection in \(connectTimeout.text), head in "
                    + "\(firstByteTimeout.text), silent up to \(upstreamIdleTimeout.text), "
                    + "whole in \(maximumStreamDuration.text), drained in \(drainTimeout.text)",
                "chat: \(chat.summary)",
                "resumption: \(chat.resumption.summary)",
                "access log: \(accessLog.rawValue)",
            ]
            return lines.joined(separator: "\n")
        }

        /// The most keys that a description names.
        private static let shownKeys = 100

        private var address: String {
            host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
        }

        private var access: String {
            if listensOnLoopback { return ", this machine only" }
            return clientKeys.isEmpty ? ", to everybody, WITHOUT KEYS" : ""
        }
    }

    extension RelayConfiguration: CustomReflectable {
        /// A mirror that shows no more than the description.
        public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
    }

    extension RelayConfiguration.Upstream {
        fileprivate var summary: String {
            let key =
                switch credentials {
                case .passThrough: "the client's key"
                case .apiKey: "x-api-key set"
                case .bearer: "bearer token set"
                }
            var parts = ["\(name) \(url)", "weight \(weight)", key]
            if let trustRootsFile { parts.append("trusts \(trustRootsFile)") }
            if scheme == .https, !verifiesCertificate { parts.append("certificate NOT VERIFIED") }
            return parts.joined(separator: ", ")
        }
    }

    extension RequestLimits {
        fileprivate var summary: String {
            let parts = [
                maximumConcurrentStreams.map { "\($0) at a time" },
                requestsPerMinute.map { "\($0) requests a minute" },
                tokensPerMinute.map { "\($0) tokens a minute" },
            ].compactMap(\.self)
            return parts.isEmpty ? "none" : parts.joined(separator: ", ")
        }
    }

    extension RelayConfiguration.Chat {
        fileprivate var summary: String {
            let prompt = systemPrompt.map { ", system prompt of \($0.utf8.count) bytes" } ?? ""
            return "\(model), up to \(maximumTokens) tokens\(prompt), heartbeat every "
                + heartbeatInterval.text
        }
    }

    extension RelayConfiguration.Resumption {
        fileprivate var summary: String {
            guard isEnabled else { return "off" }
            return "\(time.text), \(ByteCount(maximumAnswerBytes)) an answer, "
                + "\(ByteCount(maximumTotalBytes)) in all, read on for \(graceTime.text)"
        }
    }
#endif
