#if Relay
    public import Foundation
    internal import Logging
    internal import Synchronization

    extension JSONLogHandler {
        /// Where the lines go; handlers that share one never mix their lines.
        ///
        /// Nobody waits for a line to be written. Where a reader does not keep up, ``greatestBacklog``
        /// bytes wait for it; lines beyond them are dropped, and a line says how many when there is room
        /// again.
        public final class Output: Sendable {
            /// The standard error.
            public static let standardError = Output(.standardError)
            /// The standard output.
            public static let standardOutput = Output(.standardOutput)
            /// How many bytes of lines wait at most.
            public static let greatestBacklog = 1 << 20

            private struct State {
                var waiting: [UInt8] = []
                /// Lines that were dropped, and that no line has told of.
                var untold = 0
                var dropped = 0
                var isWriting = false
            }

            private let state = Mutex(State())
            private let file: Mutex<FileHandle>
            private let queue = DispatchQueue(label: "message-stream.relay.log")

            /// Lines go to `file`, which stays open as long as the output is used.
            public init(_ file: sending FileHandle) {
                self.file = Mutex(file)
            }

            /// How many lines have been dropped so far.
            public var droppedLines: Int { state.withLock { $0.dropped } }

            /// Waits until all lines so far are written, at most `time`, and blocks the thread for it: for
            /// the end of a program.
            public func flush(within time: Duration) {
                let isWritten = DispatchSemaphore(value: 0)
                queue.async { isWritten.signal() }
                _ = isWritten.wait(timeout: .now() + time / .seconds(1))
            }

            /// Has a line written, which ends with its line feed, or several.
            package func write(_ line: String) {
                let isIdle = state.withLock { state in
                    let bytes = line.utf8
                    guard state.waiting.count + bytes.count <= Self.greatestBacklog else {
                        state.untold += 1
                        state.dropped += 1
                        return false
                    }
                    state.waiting += bytes
                    defer { state.isWriting = true }
                    return !state.isWriting
                }
                if isIdle { queue.async { self.writeWaiting() } }
            }

            private func writeWaiting() {
                while let bytes = takeWaiting() {
                    // A log that cannot be written must not stop what it is about.
                    file.withLock { try? $0.write(contentsOf: Data(bytes)) }
                }
            }

            /// What is to be written next; nil when there is nothing.
            private func takeWaiting() -> [UInt8]? {
                let (bytes, untold) = state.withLock { state in
                    defer {
                        state.isWriting = !state.waiting.isEmpty
                        state.waiting = []
                        state.untold = 0
                    }
                    return (state.waiting, state.untold)
                }
                if untold > 0 { return bytes + Self.line(telling: untold).utf8 }
                return bytes.isEmpty ? nil : bytes
            }

            private static func line(telling count: Int) -> String {
                var line = JSONLine()
                line.add("time", .string(JSONLogHandler.time))
                line.add("level", "warning")
                line.add("label", "message-stream.relay.log")
                line.add("message", "lines were dropped: the log is not read fast enough")
                line.add("lines", .stringConvertible(count))
                return line.finished()
            }
        }

        /// The time as lines have it.
        static var time: String {
            Date().ISO8601Format(.init(includingFractionalSeconds: true))
        }
    }
#endif
