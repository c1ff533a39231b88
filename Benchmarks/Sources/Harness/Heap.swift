private import CMeasurement

/// What happened to the heap while something ran; see `CMeasurement.h`.
public struct HeapUse: Sendable {
    /// Blocks that were allocated.
    public let allocations: Int
    /// Bytes that are still held, as the allocator rounds them.
    public let liveBytes: Int
    /// The most bytes that were held at once.
    public let peakBytes: Int

    /// Whether this build counts: with glibc, without a sanitizer.
    public static var isCounted: Bool { measure_can_count_heap() }

    /// Runs `body` and counts what it does to the heap, on all threads; nil where nothing counts.
    public static func of<Result>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
    ) async rethrows -> (Result, HeapUse?) {
        measure_heap_begin()
        do {
            let result = try await body()
            let use = measure_heap_end()
            return (result, isCounted ? HeapUse(use) : nil)
        } catch {
            _ = measure_heap_end()
            throw error
        }
    }

    private init(_ use: measure_heap) {
        allocations = Int(use.allocations)
        liveBytes = Int(use.live_bytes)
        peakBytes = Int(use.peak_bytes)
    }
}

/// The instructions of something, written by callgrind into files of its own.
public enum Instructions {
    /// Whether the program runs under `valgrind --tool=callgrind`.
    public static var areCounted: Bool { measure_can_count_instructions() }

    /// Runs `body` and has callgrind write what it took under `name`.
    public static func count<Result>(
        as name: String, isolation: isolated (any Actor)? = #isolation,
        _ body: () async throws -> Result
    ) async rethrows -> Result {
        measure_instructions_begin()
        defer { unsafe name.withCString { unsafe measure_instructions_end($0) } }
        return try await body()
    }
}

/// How many lines end in `bytes`, found in one pass over masks; `sum` adds up the places of their ends.
public func maskWalk(_ bytes: Span<UInt8>) -> (count: Int, sum: Int) {
    unsafe bytes.withUnsafeBufferPointer { bytes in
        guard let start = bytes.baseAddress else { return (0, 0) }
        let ends = unsafe measure_mask_walk(start, bytes.count)
        return (ends.count, ends.sum)
    }
}

/// How many lines end in `bytes`, found by a `memchr` for every line.
public func walkLines(_ bytes: Span<UInt8>) -> Int {
    unsafe bytes.withUnsafeBufferPointer { bytes in
        guard let start = bytes.baseAddress else { return 0 }
        return unsafe measure_walk_lines(start, bytes.count)
    }
}

/// The processor time of `body`, all threads together, in nanoseconds.
///
/// What other programs take on the same cores does not count. A contender that works on two threads
/// is charged for both: what a server pays is processor time.
func processorTime(of body: () async throws -> Void) async rethrows -> Double {
    let start = measure_processor_nanoseconds()
    try await body()
    return Double(measure_processor_nanoseconds() - start)
}
