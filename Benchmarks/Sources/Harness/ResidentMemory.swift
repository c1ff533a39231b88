private import Foundation

/// How much memory the program occupies, as the kernel counts it.
enum ResidentMemory {
    /// Runs `body` and returns by how many bytes the peak during it lies above what was occupied
    /// before; nil where the kernel does not tell, as on macOS.
    ///
    /// In pages, and with what the allocator keeps for later: of a stream that is decoded event by
    /// event it should be next to nothing.
    static func peakGrowth(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Void
    ) async rethrows -> Int? {
        // proc(5): writing 5 resets the peak to what is occupied now.
        let isReset = (try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))) != nil
        let before = bytes(of: "VmRSS:")
        try await body()
        guard isReset, let before, let peak = bytes(of: "VmHWM:") else { return nil }
        return max(0, peak - before)
    }

    private static func bytes(of field: String) -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else {
            return nil
        }
        let line = status.split(separator: "\n").first { $0.hasPrefix(field) }
        let kibibytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap {
            Int($0)
        }
        return kibibytes.map { $0 << 10 }
    }
}
