public import Foundation
public import MessageRequests

#if canImport(FoundationNetworking)
    public import FoundationNetworking
#endif

/// The body of an answer, in the chunks in which a `URLSession` hands it over.
///
/// One reader reads it, once: a second loop reads on where the first one stopped. When nobody holds
/// the sequence and its iterators any more, the task is cancelled and the connection closed.
///
/// What was not read is bounded. Past ``greatestBacklog`` the task is suspended until the reader
/// has caught up. Foundation on Linux does not stop reading then, and holds what it has not handed
/// over yet without a bound; what it has handed over is bounded by ``maximumUnread``, past which the
/// stream fails with `MessageStreamClientError.Code.unreadLimit`, behind what came.
public struct URLSessionChunks: AsyncSequence, Sendable {
    /// Past this many bytes that nobody has read, the session is told to wait.
    public static let greatestBacklog = 256 << 10
    /// More bytes than this never wait to be read.
    public static let maximumUnread = 16 << 20

    /// The head of the answer.
    public let response: HTTPURLResponse
    let transfer: URLSessionTransfer.Handle

    /// An iterator at the first byte that was not read.
    public func makeAsyncIterator() -> Iterator { Iterator(transfer: transfer) }

    /// Reads chunks as they come.
    public struct Iterator: AsyncIteratorProtocol {
        let transfer: URLSessionTransfer.Handle

        /// The next chunk, never an empty one; nil at the end of the body.
        ///
        /// - Throws: What became of the connection, behind all that came; in a cancelled task
        ///   `MessageStreamClientError.Code.cancelled`.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(MessageStreamClientError) -> Data? {
            try await transfer.transfer.next(isolation: actor)
        }

        /// The next chunk; nil at the end of the body.
        public mutating func next() async throws(MessageStreamClientError) -> Data? {
            try await transfer.transfer.next(isolation: nil)
        }
    }
}

@available(*, unavailable)
extension URLSessionChunks.Iterator: Sendable {}
