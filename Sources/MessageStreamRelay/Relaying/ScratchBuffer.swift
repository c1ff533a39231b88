#if Relay
    internal import NIOCore

    /// A buffer that all connections of an event loop use in turn.
    final class ScratchBuffer {
        /// A buffer larger than this is not kept.
        static let greatestKept = 256 << 10

        private var buffer: ByteBuffer?

        /// An empty buffer.
        func take() -> ByteBuffer {
            guard var buffer else { return ByteBufferAllocator().buffer(capacity: 1024) }
            self.buffer = nil
            buffer.clear()
            return buffer
        }

        func giveBack(_ buffer: consuming ByteBuffer) {
            if buffer.capacity <= Self.greatestKept { self.buffer = buffer }
        }
    }

    @available(*, unavailable)
    extension ScratchBuffer: Sendable {}
#endif
