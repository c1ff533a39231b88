#if Relay
    package import NIOHTTP1

    extension HTTPHeaders {
        /// Whether `Connection` names `close`, however it is spaced (RFC 9110, section 7.6.1). NIO's
        /// parser does not see it beside a tab.
        package var asksToClose: Bool {
            self[canonicalForm: "connection"].contains { $0.lowercased() == "close" }
        }

        /// The values of a field without the white space around them, which is not part of them
        /// (RFC 9110, section 5.5). NIO's parser leaves what stands behind.
        package func trimmed(_ name: String) -> [String] {
            self[name].map { value in
                let isBlank = { (byte: UInt8) in
                    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
                }
                let bytes = value.utf8.drop(while: isBlank)
                guard let last = bytes.lastIndex(where: { !isBlank($0) }) else { return "" }
                return String(Substring(bytes[...last]))
            }
        }
    }
#endif
