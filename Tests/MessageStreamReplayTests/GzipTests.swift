#if Relay
    import Foundation
    import TestSupport
    import Testing

    @testable import MessageStreamReplay

    /// Answers with `content-encoding: gzip`.
    @Suite(.timeLimit(.minutes(5)))
    struct GzipTests {
        @Test(arguments: [ReplayBehaviour.Chunking.events, .bytes(5), .whole])
        func aClientThatAcceptsItGetsGzip(_ chunking: ReplayBehaviour.Chunking) async throws {
            let behaviour = ReplayBehaviour(chunking: chunking, isGzipped: true)
            try await withServer([.demo], behaviour) { server in
                let (response, _) = try await answer(
                    of: server, ["accept-encoding": "br, gzip;q=0.5"])
                #expect(response.headers["content-encoding"] == "gzip")
                #expect(try await Self.decompress(response.body) == ReplayRecording.demo.bytes)
            }
        }

        @Test(arguments: [nil, "br", "gzip;q=0", "xgzip"])
        func anyOtherClientGetsItPlain(_ encoding: String?) async throws {
            try await withServer([.short], ReplayBehaviour(isGzipped: true)) { server in
                let (response, _) = try await answer(
                    of: server, encoding.map { ["accept-encoding": $0] } ?? [:])
                #expect(response.headers["content-encoding"] == nil)
                #expect(response.body == ReplayRecording.short.bytes)
            }
        }

        @Test(arguments: [0, 1, 0xFFFF, 0x10000, 200_000])
        func gzipIsUndoneByGzip(count: Int) async throws {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 + $0 >> 8) }
            var gzip = Gzip()
            let compressed =
                gzip.compress(bytes.prefix(count / 3)) + gzip.compress(bytes.dropFirst(count / 3))
                + gzip.finish()
            #expect(try await Self.decompress(compressed) == bytes)
        }

        /// What the program gzip makes of the bytes; it checks lengths and sums.
        private static func decompress(_ bytes: [UInt8]) async throws -> [UInt8] {
            let folder = FileManager.default.temporaryDirectory
            let name = UUID().uuidString
            let input = folder.appending(path: name + ".gz")
            let output = folder.appending(path: name)
            defer {
                try? FileManager.default.removeItem(at: input)
                try? FileManager.default.removeItem(at: output)
            }
            try Data(bytes).write(to: input)
            let gzip = Process()
            gzip.executableURL = URL(filePath: "/usr/bin/env")
            gzip.arguments = ["gzip", "-d", input.path]
            try await withCheckedThrowingContinuation {
                (continuation: CheckedContinuation<Void, any Error>) in
                gzip.terminationHandler = { _ in continuation.resume() }
                do {
                    try gzip.run()
                } catch {
                    gzip.terminationHandler = nil
                    continuation.resume(throwing: error)
                }
            }
            #expect(gzip.terminationStatus == 0)
            return Array(try Data(contentsOf: output))
        }
    }
#endif
