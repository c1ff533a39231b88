#if Relay
    internal import Hummingbird
    internal import NIOCore

    /// Writes one answer, piece by piece, each in its time.
    struct Transmission: Sendable {
        let delivery: Delivery
        let behaviour: ReplayBehaviour
        let connection: Connection

        /// As long as anybody waits: a rate of next to nothing must not overflow.
        private static let maximumSeconds = 1e9

        /// Writes the answer as a body, and ends it as the delivery wants it.
        ///
        /// - Throws: When there is nothing left for Hummingbird to end.
        func run(_ writer: inout any ResponseBodyWriter) async throws {
            var gzip = behaviour.isGzipped ? Gzip() : nil
            let start = ContinuousClock.now
            for piece in Pieces(delivery.events, chunking: behaviour.chunking) {
                try await wait(for: piece, since: start)
                let bytes = gzip?.compress(piece.bytes)
                let buffer = bytes.map(ByteBuffer.init(bytes:)) ?? ByteBuffer(bytes: piece.bytes)
                try await writer.write(buffer)
            }
            switch delivery.ending {
            case .end:
                if let end = gzip?.finish() { try await writer.write(ByteBuffer(bytes: end)) }
                connection.endAnswer()
                try await writer.finish(nil)
                return
            case .stall: try await connection.waitUntilClosed()
            case .reset: try await connection.reset(hasAnswer: true)
            case .close: try await connection.close()
            }
            throw ReplayResponder.AnswerAbandoned()
        }

        private func wait(
            for piece: Pieces.Piece, since start: ContinuousClock.Instant
        ) async throws {
            var isOpen = !connection.isClosed
            if isOpen, case .eventsPerSecond(let rate) = behaviour.pacing, rate > 0, rate.isFinite {
                let time = start + .seconds(min(Double(piece.event) / rate, Self.maximumSeconds))
                isOpen = try await connection.waitWhileOpen(until: time)
            }
            if !isOpen { throw ReplayResponder.AnswerAbandoned() }
        }
    }
#endif
