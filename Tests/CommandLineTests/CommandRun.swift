#if CommandLine
    import Foundation

    /// What a run of the built command gave.
    struct CommandRun: Sendable {
        var status: Int32
        var output: String
        var errors: String

        /// Runs `message-stream` as a process of its own, with no terminal anywhere.
        init(_ arguments: String..., input: [UInt8] = []) async throws {
            try await self.init(arguments, input: input)
        }

        /// Runs `message-stream` as a process of its own, with no terminal anywhere.
        init(_ arguments: [String], input: [UInt8] = []) async throws {
            try await self.init(executable: Self.executable, arguments, input: input)
        }

        /// Runs a line of shell in which `$0` is the command, and the arguments are `$1` and so on.
        init(shell line: String, _ arguments: String...) async throws {
            let shell = URL(filePath: "/bin/sh")
            let all = ["-c", line, Self.executable.path] + arguments
            try await self.init(executable: shell, all, input: [])
        }

        /// The lines of the output.
        var lines: [String] {
            output.split(separator: "\n").map(String.init)
        }

        private init(executable: URL, _ arguments: [String], input: [UInt8]) async throws {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let process = Process()
            process.executableURL = executable
            process.arguments = arguments
            // Files, unlike pipes, take and give any amount while nobody reads or writes.
            process.standardInput = try FileHandle(forReadingFrom: folder.file("input", input))
            let output = try folder.file("output", [])
            process.standardOutput = try FileHandle(forWritingTo: output)
            let errors = try folder.file("errors", [])
            process.standardError = try FileHandle(forWritingTo: errors)
            try await process.runToItsEnd()
            status = process.terminationStatus
            self.output = try String(contentsOf: output, encoding: .utf8)
            self.errors = try String(contentsOf: errors, encoding: .utf8)
        }

        /// Where the command is.
        static var path: String { executable.path }

        /// It lies beside the tests.
        private static let executable: URL = {
            #if canImport(Darwin)
                let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
                let products = (tests ?? .main).bundleURL.deletingLastPathComponent()
            #else
                let products = Bundle.main.bundleURL
            #endif
            return products.appending(path: "message-stream")
        }()
    }

    extension Process {
        /// Starts the process and waits for its end without holding a thread.
        fileprivate func runToItsEnd() async throws {
            try await withCheckedThrowingContinuation {
                (continuation: CheckedContinuation<Void, any Error>) in
                terminationHandler = { _ in continuation.resume() }
                do {
                    try run()
                } catch {
                    terminationHandler = nil
                    continuation.resume(throwing: error)
                }
            }
        }
    }
#endif
