import Harness

extension Delivery {
    /// Calls `body` with every chunk of the stream as a buffer, which the tuned baseline reads.
    func withChunks<Failure: Error>(
        _ body: (inout UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        let span = input.bytes.span
        for chunk in chunks {
            // Swift's rethrowing closures lose the type of what they throw; a result keeps it.
            let outcome = unsafe span.extracting(chunk).withUnsafeBufferPointer {
                bytes -> Result<Void, Failure> in
                var rest = unsafe bytes
                do throws(Failure) {
                    return .success(try unsafe body(&rest))
                } catch {
                    return .failure(error)
                }
            }
            try outcome.get()
        }
    }
}
