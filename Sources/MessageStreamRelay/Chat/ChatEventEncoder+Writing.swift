#if Relay
    internal import NIOCore
    internal import PartialJSON

    /// Events that are rare enough to be put together from values.
    extension ChatEventEncoder {
        mutating func write(
            _ type: String? = nil, data: JSONObject, into out: inout ByteBuffer
        ) {
            var lines: [UInt8] = []
            if let type { lines.append(contentsOf: "event: \(type)\n".utf8) }
            lines.append(contentsOf: "data: ".utf8)
            data.writeSpaced(into: &lines)
            write(lines, into: &out)
        }

        mutating func write(_ lines: some Collection<UInt8>, into out: inout ByteBuffer) {
            out.write(head.line)
            out.writeBytes(lines)
            out.writeStaticString("\n\n")
            head.advance()
        }
    }

    extension JSONObject {
        /// Adds the object with a space behind every colon and comma, as the endpoint's events have it.
        func writeSpaced(into bytes: inout [UInt8]) {
            bytes.append(UInt8(ascii: "{"))
            for (place, (key, value)) in enumerated() {
                if place > 0 { bytes.append(contentsOf: ", ".utf8) }
                key.writeJSON(into: &bytes)
                bytes.append(contentsOf: ": ".utf8)
                if case .object(let inner) = value {
                    inner.writeSpaced(into: &bytes)
                } else {
                    value.write(into: &bytes)
                }
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }
#endif
