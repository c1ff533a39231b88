#if CommandLine && os(Linux)
    import Foundation
    import Synchronization

    /// The command on a terminal, which `script` of util-linux pretends to be, and somebody who types.
    final class TypedSession: Sendable {
        /// The command ended, or wrote something else, before what was waited for came.
        struct OutputEnded: Error, CustomStringConvertible {
            var description: String
        }

        private struct State {
            var output: [UInt8] = []
            /// How much of the output was waited for already.
            var seen = 0
            var isAtEnd = false
            var waiter: CheckedContinuation<Void, Never>?
        }

        private let process = Process()
        private let keyboard = Pipe()
        private let screen = Pipe()
        private let state = Mutex(State())
        private let end: AsyncStream<Never>

        /// Starts a line of shell in which `$0` is the command and `$1` the argument.
        init(_ line: String, _ argument: String = "") throws {
            let (end, continuation) = AsyncStream<Never>.makeStream()
            self.end = end
            let quoted = line.replacing("$0", with: CommandRun.path).replacing("$1", with: argument)
            process.executableURL = URL(filePath: "/usr/bin/script")
            process.arguments = ["-qec", "TERM=xterm NO_COLOR= exec " + quoted, "/dev/null"]
            process.standardInput = keyboard
            process.standardOutput = screen
            process.terminationHandler = { _ in continuation.finish() }
            screen.fileHandleForReading.readabilityHandler = { [self] handle in
                note(Array(handle.availableData))
            }
            try process.run()
        }

        /// Types `text`; `^C` is `\u{3}` and `^D` is `\u{4}`.
        func type(_ text: String) {
            keyboard.fileHandleForWriting.write(Data(text.utf8))
        }

        /// Waits until `text` is written, and returns all that was since the last wait.
        @discardableResult
        func wait(for text: String) async throws -> String {
            while true {
                if let found = find(text) { return found }
                if state.withLock({ $0.isAtEnd && $0.waiter == nil }), find(text) == nil {
                    let rest = state.withLock { String(decoding: $0.output, as: UTF8.self) }
                    throw OutputEnded(description: "no \(text.debugDescription) in \(rest)")
                }
                await waitForMore()
            }
        }

        /// Waits until the command has ended, and returns its status and all that it wrote.
        func waitForEnd() async -> (status: Int32, output: String) {
            for await _ in end {}
            while !state.withLock({ $0.isAtEnd }) { await waitForMore() }
            let output = state.withLock { String(decoding: $0.output, as: UTF8.self) }
            return (process.terminationStatus, output.replacing("\r\n", with: "\n"))
        }

        private func find(_ text: String) -> String? {
            state.withLock { state in
                let rest = state.output[state.seen...]
                guard let range = rest.firstRange(of: Array(text.utf8)) else { return nil }
                state.seen = range.upperBound
                return String(decoding: rest[..<range.upperBound], as: UTF8.self)
                    .replacing("\r\n", with: "\n")
            }
        }

        /// Waits until more is written than there is now, or nothing will be.
        private func waitForMore() async {
            let count = state.withLock { $0.output.count }
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    guard state.output.count == count, !state.isAtEnd else { return false }
                    state.waiter = continuation
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        }

        private func note(_ bytes: [UInt8]) {
            if bytes.isEmpty { screen.fileHandleForReading.readabilityHandler = nil }
            let waiter = state.withLock { state in
                state.output += bytes
                if bytes.isEmpty { state.isAtEnd = true }
                return state.waiter.take()
            }
            waiter?.resume()
        }
    }
#endif
