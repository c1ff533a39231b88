#if Relay
    internal import NIOCore

    /// What one read of the upstream makes of the client's body: one chunk of HTTP's chunked coding, or
    /// bytes as they are.
    ///
    /// One buffer and so one write for each read: a chunk's size is written in front of it when it is
    /// known.
    struct BodyBuffer {
        /// The size in hexadecimal digits, and CR LF.
        private static let prefixCapacity = 10

        let isChunked: Bool
        private(set) var bytes: ByteBuffer

        /// An empty body in an empty buffer.
        init(_ buffer: consuming ByteBuffer, isChunked: Bool) {
            bytes = buffer
            self.isChunked = isChunked
            if isChunked { bytes.writeRepeatingByte(0, count: Self.prefixCapacity) }
        }

        /// How many bytes of the body are in it.
        var count: Int { bytes.readableBytes - (isChunked ? Self.prefixCapacity : 0) }

        /// Appends to the body.
        mutating func append(_ part: ByteBuffer) {
            var part = part
            bytes.writeBuffer(&part)
        }

        /// Has `write` append to the body.
        mutating func append(_ write: (inout ByteBuffer) -> Void) {
            write(&bytes)
        }

        /// What is to be sent; empty if the body is.
        consuming func framed() -> ByteBuffer {
            let count = count
            guard count > 0 else {
                bytes.clear()
                return bytes
            }
            guard isChunked else { return bytes }
            var start = Self.prefixCapacity
            func prepend(_ byte: UInt8) {
                start -= 1
                bytes.setInteger(byte, at: start)
            }
            prepend(UInt8(ascii: "\n"))
            prepend(UInt8(ascii: "\r"))
            var rest = count
            repeat {
                let digit = UInt8(truncatingIfNeeded: rest & 15)
                prepend(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
                rest >>= 4
            } while rest > 0
            bytes.moveReaderIndex(to: start)
            bytes.writeInteger(UInt16(0x0D0A))
            return bytes
        }
    }
#endif
