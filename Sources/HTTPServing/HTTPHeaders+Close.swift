#if Relay
    package import NIOHTTP1

    extension HTTPHeaders {
        /// Whether `Connection` names `close`, however it is spaced (RFC 9110, section 7.6.1). NIO's
        /// parser does not see it beside a tab.
        package var asksToClose: Bool {
            self[canonicalForm: "connection"].contains { $0.lowercased() == "close" }
        }
    }
#endif
