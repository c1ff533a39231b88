import Baseline
import Harness

extension BenchmarkTask {
    /// Hands every event of those chunks to a closure.
    typealias EventLoop = (Delivery, [Range<Int>], (BaselineEvent) -> Void) throws -> Void
}

/// The events of one message of a delivery, for tasks that treat all baselines alike.
extension TunedDecoder {
    static func forEachEvent(
        of delivery: Delivery, in chunks: [Range<Int>], _ body: (BaselineEvent) -> Void
    ) throws {
        var decoder = TunedDecoder()
        let bytes = delivery.input.bytes.span
        for chunk in chunks {
            try unsafe bytes.extracting(chunk).withUnsafeBufferPointer { bytes in
                var input = unsafe bytes
                while let event = try unsafe decoder.next(from: &input) { body(event) }
            }
        }
    }
}

extension CompetentDecoder {
    static func forEachEvent(
        of delivery: Delivery, in chunks: [Range<Int>], _ body: (BaselineEvent) -> Void
    ) throws {
        var decoder = CompetentDecoder()
        let bytes = delivery.input.bytes.span
        for chunk in chunks {
            try unsafe bytes.extracting(chunk).withUnsafeBufferPointer { bytes in
                try unsafe decoder.forEachEvent(of: bytes, body)
            }
        }
    }
}

extension IdiomaticDecoder {
    static func forEachEvent(
        of delivery: Delivery, in chunks: [Range<Int>], _ body: (BaselineEvent) -> Void
    ) throws {
        var decoder = IdiomaticDecoder()
        for chunk in chunks {
            for event in try decoder.append(delivery.input.bytes[chunk]) { body(event) }
        }
    }
}
