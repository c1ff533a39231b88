#if Relay
    internal import NIOCore

    /// What one read of the upstream makes of the client's body: one chunk of HTTP's chunked coding, or
    /// bytes as they are.
    ///
    /// One buffer and so one write for each read: a chunk's size is written in front of it when it is
    /// known.
    struct BodyBuffer {
        /// Room in front of the body for a size in hexadecimal digits, and CR LF.
        static let headroom = 16

        let isChunked: Bool
        private(set) var bytes: ByteBuffer

        /// An empty body in an empty buffer.
        init(_ buffer: consuming ByteBuffer, isChunked: Bool) {
            bytes = buffer
            self.isChunked = isChunked
            Self.reserveHeadroom(of: &bytes)
        }

        /// Leaves room in front of what will be written to an empty buffer.
        static func reserveHeadroom(of buffer: inout ByteBuffer) {
            buffer.reserveCapacity(1024)
            buffer.moveWriterIndex(to: headroom)
            buffer.moveReaderIndex(to: headroom)
        }

        /// How many bytes of the body are in it.
        var count: Int { bytes.readableBytes }

        /// Appends to the body; takes the buffer itself, in exchange for its own, where that has the
        /// same effect.
        mutating func take(_ part: inout ByteBuffer) {
            if count == 0, part.readerIndex >= Self.headroom {
                swap(&bytes, &part)
            } else {
                bytes.writeBuffer(&part)
            }
        }

        /// Has `write` append to the body.
        mutating func append(_ write: (inout ByteBuffer) -> Void) {
            write(&bytes)
        }

        /// What is to be sent; empty if the body is.
        consuming func framed() -> ByteBuffer {
            guard isChunked, count > 0 else { return bytes }
            // The line's last bytes in `low`, what it has more than eight in `high`.
            var low: UInt64 = 0x0D0A
            var high: UInt64 = 0
            var length = 2
            var rest = count
            repeat {
                let digit = UInt8(truncatingIfNeeded: rest & 15)
                let character = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
                if length < 8 {
                    low |= UInt64(character) << (8 * length)
                } else {
                    high |= UInt64(character) << (8 * (length - 8))
                }
                length += 1
                rest >>= 4
            } while rest > 0
            let start = bytes.readerIndex
            bytes.setInteger(low, at: start - 8)
            if high > 0 { bytes.setInteger(high, at: start - 16) }
            bytes.moveReaderIndex(to: start - length)
            bytes.writeInteger(UInt16(0x0D0A))
            return bytes
        }
    }
#endif
