import Baseline
import Harness
import MessageStream

/// What most programs do: `for try await`, once from each place that a program may be in.
///
/// The chunks are there already and never have to be waited for. Every message is a sequence of its
/// own, as every answer of the API is.
extension BenchmarkTask {
    /// From a task that no actor isolates.
    static let iterateNonisolated = iterateAsync("nonisolated") { delivery in
        try await iterate(delivery)
    }

    /// From a method of an actor.
    static let iterateActor = iterateAsync("actor") { delivery in
        try await Reader().read(delivery)
    }

    /// From the main actor, as apps do.
    static let iterateMainActor = iterateAsync("main-actor") { delivery in
        try await iterateOnMainActor(delivery)
    }

    /// What a busy server does: one `await` a chunk, a synchronous loop inside.
    static let iterateBatches = BenchmarkTask(
        "iterate-batches", "every event typed and owned, all of a chunk by one await",
        corpora: ["text", "tools"] + recorded, chunkings: Chunking.all,
        contenders: [
            Contender(.product) { delivery in
                var tally = Tally()
                for message in delivery.messages.indices {
                    let chunks = delivery.readyChunks(ofMessage: message)
                    for try await events in chunks.messageStreamEventBatches() {
                        for event in events { tally.count(event) }
                    }
                }
                return tally
            },
            competentByChunks,
            Contender(.idiomatic, isSlow: true) { delivery in
                var tally = Tally()
                for message in delivery.messages.indices {
                    var decoder = IdiomaticDecoder()
                    for await chunk in delivery.readyChunks(ofMessage: message) {
                        for event in try decoder.append(chunk) { tally.count(event) }
                    }
                }
                return tally
            },
        ])

    /// No sequence of events around it: a loop over the chunks, and one over the events of each.
    private static let competentByChunks = Contender(.competent, isSlow: true) { delivery in
        var tally = Tally()
        for message in delivery.messages.indices {
            var decoder = CompetentDecoder()
            for await chunk in delivery.readyChunks(ofMessage: message) {
                try unsafe chunk.withUnsafeBufferPointer { bytes in
                    try unsafe decoder.forEachEvent(of: bytes) { tally.count($0) }
                }
            }
        }
        return tally
    }

    private static func iterateAsync(
        _ place: String, product: @escaping @Sendable (Delivery) async throws -> Tally
    ) -> BenchmarkTask {
        BenchmarkTask(
            "iterate-async-\(place)", "every event typed and owned, by for try await: \(place)",
            corpora: ["text", "tools", "mixed"] + recorded, chunkings: Chunking.all,
            contenders: [
                Contender(.product, run: product),
                competentByChunks,
                Contender(.idiomatic, isSlow: true) { delivery in
                    var tally = Tally()
                    for message in delivery.messages.indices {
                        let chunks = delivery.readyChunks(ofMessage: message)
                        for try await event in IdiomaticDecoder.events(of: chunks) {
                            tally.count(event)
                        }
                    }
                    return tally
                },
            ])
    }

    private static func iterate(
        _ delivery: Delivery, isolation: isolated (any Actor)? = #isolation
    ) async throws -> Tally {
        var tally = Tally()
        for message in delivery.messages.indices {
            do {
                let chunks = delivery.readyChunks(ofMessage: message)
                for try await event in chunks.messageStreamEvents() { tally.count(event) }
            } catch let error as MessageStreamError where error.code == .streamed {
                // The sequence throws the error event, which the baselines hand out as an event.
                tally.events += 1
            }
        }
        return tally
    }

    @MainActor
    private static func iterateOnMainActor(_ delivery: Delivery) async throws -> Tally {
        try await iterate(delivery)
    }

    private actor Reader {
        func read(_ delivery: Delivery) async throws -> Tally {
            try await BenchmarkTask.iterate(delivery)
        }
    }
}
