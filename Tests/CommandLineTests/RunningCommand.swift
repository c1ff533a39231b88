#if CommandLine
    import Foundation

    /// A command that runs until it is told to end.
    final class RunningCommand: Sendable {
        private let process = Process()
        private let errors = Pipe()
        private let end: AsyncStream<Int32>

        /// Starts `message-stream` as a process of its own.
        convenience init(_ arguments: [String]) throws {
            try self.init(executable: CommandRun.path, arguments)
        }

        /// Starts a line of shell in which `$0` is the command, and `$@` are the arguments.
        convenience init(shell line: String, _ arguments: [String]) throws {
            try self.init(executable: "/bin/sh", ["-c", line, CommandRun.path] + arguments)
        }

        private init(executable: String, _ arguments: [String]) throws {
            let (end, continuation) = AsyncStream.makeStream(of: Int32.self)
            self.end = end
            process.executableURL = URL(filePath: executable)
            process.arguments = arguments
            process.standardError = errors
            process.terminationHandler = { process in
                continuation.yield(process.terminationStatus)
                continuation.finish()
            }
            try process.run()
        }

        /// Reads standard error, waiting for it, until `isEnough` or until it ends.
        func errors(until isEnough: @escaping @Sendable (String) -> Bool) async -> String {
            let (texts, continuation) = AsyncStream.makeStream(of: Data.self)
            errors.fileHandleForReading.readabilityHandler = { handle in
                let data = handle.availableData
                if data.isEmpty { continuation.finish() } else { continuation.yield(data) }
            }
            defer { errors.fileHandleForReading.readabilityHandler = nil }
            var text = Data()
            for await more in texts {
                text += more
                if isEnough(String(decoding: text, as: UTF8.self)) { break }
            }
            return String(decoding: text, as: UTF8.self)
        }

        /// Sends SIGINT.
        func interrupt() { process.interrupt() }

        /// Sends a signal.
        func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

        /// Sends SIGTERM.
        func terminate() { process.terminate() }

        /// Waits for the end; returns the status, or the number of the signal that ended it.
        func status() async -> Int32? {
            await end.first { _ in true }
        }
    }
#endif
