#if CommandLine && os(Linux)
    import Dispatch
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

        /// Starts a line of shell in which `$0` is the command and `$1` the argument.
        init(_ line: String, _ argument: String = "") throws {
            let quoted = line.replacing("$0", with: CommandRun.path).replacing("$1", with: argument)
            process.executableURL = URL(filePath: "/usr/bin/script")
            process.arguments = ["-qec", "TERM=xterm NO_COLOR=1 exec " + quoted, "/dev/null"]
            process.standardInput = keyboard
            process.standardOutput = screen
            try process.run()
            DispatchQueue(label: "TypedSession").async { [self] in
                while note(Array(screen.fileHandleForReading.availableData)) {}
                // Not by the termination handler: one run in ten it was never called.
                process.waitUntilExit()
                noteEnd()
            }
        }

        /// Types `text`; `^C` is `\u{3}` and `^D` is `\u{4}`.
        func type(_ text: String) {
            keyboard.fileHandleForWriting.write(Data(text.utf8))
        }

        /// Waits until `text` is written, and returns all that was since the last wait.
        @discardableResult
        func wait(for text: String) async throws -> String {
            while true {
                // What is written from here on ends the wait below.
                let (count, isAtEnd) = state.withLock { ($0.output.count, $0.isAtEnd) }
                if let found = find(text) { return found }
                if isAtEnd || Task.isCancelled { throw ended(waitingFor: text) }
                await waitForMore(than: count)
            }
        }

        /// Waits until the command has ended, and returns its status and all that it wrote.
        func waitForEnd() async throws -> (status: Int32, output: String) {
            while true {
                let (output, isAtEnd) = state.withLock { ($0.output, $0.isAtEnd) }
                if isAtEnd {
                    let text = String(decoding: output, as: UTF8.self)
                    return (process.terminationStatus, text.replacing("\r\n", with: "\n"))
                }
                if Task.isCancelled { throw ended(waitingFor: "the end") }
                await waitForMore(than: output.count)
            }
        }

        private func ended(waitingFor text: String) -> OutputEnded {
            if process.isRunning { process.terminate() }
            let output = state.withLock { String(decoding: $0.output, as: UTF8.self) }
            return OutputEnded(
                description: "no \(text.debugDescription) in \(output.debugDescription)")
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

        /// Waits until there are more than `count` bytes, or never will be, or the task is cancelled.
        private func waitForMore(than count: Int) async {
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let mustWait = state.withLock { state in
                        guard state.output.count == count, !state.isAtEnd, !Task.isCancelled
                        else { return false }
                        state.waiter = continuation
                        return true
                    }
                    if !mustWait { continuation.resume() }
                }
            } onCancel: {
                state.withLock { $0.waiter.take() }?.resume()
            }
        }

        /// Takes what was written; returns whether there may be more.
        private func note(_ bytes: [UInt8]) -> Bool {
            let waiter = state.withLock { state in
                state.output += bytes
                return bytes.isEmpty ? nil : state.waiter.take()
            }
            waiter?.resume()
            return !bytes.isEmpty
        }

        private func noteEnd() {
            let waiter = state.withLock { state in
                state.isAtEnd = true
                return state.waiter.take()
            }
            waiter?.resume()
        }
    }
#endif
