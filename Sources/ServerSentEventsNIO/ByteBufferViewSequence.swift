#if Client
    public import NIOCore

    extension AsyncSequence where Element == ByteBuffer {
        /// The same bytes as chunks that the decoders of this package take, without a copy.
        ///
        /// ```swift
        /// for try await event in response.body.readableBytesViews.serverSentEvents() { … }
        /// for try await event in response.body.readableBytesViews.messageStreamEvents() { … }
        /// ```
        @inlinable
        public var readableBytesViews: ByteBufferViewSequence<Self> {
            ByteBufferViewSequence(base: self)
        }
    }

    /// The readable bytes of buffers; see `readableBytesViews`.
    public struct ByteBufferViewSequence<Base: AsyncSequence>: AsyncSequence
    where Base.Element == ByteBuffer {
        /// What the base throws.
        public typealias Failure = Base.Failure

        @usableFromInline let base: Base

        @inlinable
        init(base: Base) {
            self.base = base
        }

        /// An iterator at the start. The base is iterated anew.
        @inlinable
        public func makeAsyncIterator() -> Iterator {
            Iterator(base: base.makeAsyncIterator())
        }

        /// Hands out the bytes of one buffer after the other.
        public struct Iterator: AsyncIteratorProtocol {
            @usableFromInline var base: Base.AsyncIterator

            @inlinable
            init(base: Base.AsyncIterator) {
                self.base = base
            }

            /// The next bytes, or nil at the end; stays on the caller's executor.
            @inlinable
            public mutating func next(
                isolation actor: isolated (any Actor)?
            ) async throws(Base.Failure) -> ByteBufferView? {
                try await base.next(isolation: actor)?.readableBytesView
            }
        }
    }

    extension ByteBufferViewSequence: Sendable where Base: Sendable {}

    @available(*, unavailable)
    extension ByteBufferViewSequence.Iterator: Sendable {}
#endif
