extension IdiomaticDecoder {
    /// The events of chunks, through an `AsyncThrowingStream`, as most clients offer them.
    public static func events<Chunks: AsyncSequence & Sendable>(
        of chunks: Chunks
    ) -> AsyncThrowingStream<BaselineEvent, any Error> where Chunks.Element == ArraySlice<UInt8> {
        AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    var decoder = IdiomaticDecoder()
                    for try await chunk in chunks {
                        for event in try decoder.append(chunk) { continuation.yield(event) }
                    }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}
