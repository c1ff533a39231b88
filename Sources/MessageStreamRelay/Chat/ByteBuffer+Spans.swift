#if Relay
    internal import NIOCore

    // The only unsafe file of the chat endpoint: Swift 6.3 copies no span into a buffer by itself.

    extension ByteBuffer {
        /// Adds the bytes of a span.
        mutating func write(_ bytes: Span<UInt8>) {
            unsafe writeBytes(bytes.bytes)
        }

        /// Adds the bytes of three spans, making room for them once: this is what an event costs.
        @inline(__always)
        mutating func write(_ head: Span<UInt8>, _ middle: Span<UInt8>, _ tail: Span<UInt8>) {
            let count = head.count + middle.count + tail.count
            unsafe writeWithUnsafeMutableBytes(minimumWritableBytes: count) { room in
                guard var end = room.baseAddress else { return 0 }
                unsafe end.copy(head)
                unsafe end.copy(middle)
                unsafe end.copy(tail)
                return count
            }
        }
    }

    extension UnsafeMutableRawPointer {
        /// Copies the bytes of a span to where it points, and points behind them.
        @inline(__always)
        fileprivate mutating func copy(_ bytes: Span<UInt8>) {
            unsafe bytes.withUnsafeBytes { source in
                guard let start = source.baseAddress else { return }
                unsafe copyMemory(from: start, byteCount: source.count)
            }
            unsafe self += bytes.count
        }
    }
#endif
