#if Client
    import NIOCore
    import NIOEmbedded
    import Synchronization
    import Testing

    @testable import MessageStreamClient

    /// What a body costs that came and that nobody has read yet.
    @Suite struct BacklogTests {
        private let exchange = ClientExchange(time: .system, timeouts: .init(), deadline: nil)

        /// Pieces as the decompression of an event at a time makes them: 30 bytes in 16 KiB.
        private func receive(_ count: Int) -> [UInt8] {
            var sent: [UInt8] = []
            for number in 0..<count {
                var piece = ByteBuffer()
                piece.reserveCapacity(16 << 10)
                piece.writeRepeatingByte(UInt8(truncatingIfNeeded: number), count: 30)
                sent += piece.readableBytesView
                _ = exchange.receive(piece, on: EmbeddedEventLoop())
            }
            return sent
        }

        /// What waits, and the memory that it takes.
        private var held: (bytes: Int, memory: Int) {
            exchange.state.withLock { state in
                (state.backlog, state.chunks.reduce(0) { $0 + $1.capacity })
            }
        }

        private func take() -> [UInt8] {
            var taken: [UInt8] = []
            while case .bytes(let bytes) = exchange.take() { taken += bytes.readableBytesView }
            return taken
        }

        @Test func `Small pieces that wait do not keep the memory that they came in`() {
            let sent = receive(5000)
            #expect(held.bytes == sent.count)
            #expect(held.memory <= 4 * sent.count)
            #expect(take() == sent)
            #expect(held.bytes == 0)
        }

        @Test func `A piece that is alone is handed on as it came`() {
            for count in [1, 1, 2, 1] {
                let sent = receive(count)
                #expect(take() == sent)
            }
        }
    }
#endif
