#if CommandLine && Client
    import Dispatch
    import ServerSentEvents
    import Synchronization

    /// The lines of the standard input, read when they are asked for and not before.
    ///
    /// Reading holds a thread while it waits for somebody to type, and of the threads that run tasks
    /// there are few: so it has a queue of its own.
    final class TerminalLines: Sendable {
        /// The longest line, in bytes. It becomes a prompt: no model takes as much.
        static let maximumLineBytes = 16 << 20

        private let queue = DispatchQueue(label: "message-stream.lines")
        private let lines: Mutex<Lines>

        init() throws(Failure) {
            lines = Mutex(try Lines())
        }

        /// Reads the next line, without its ending, and passes it to `body` on another thread.
        ///
        /// Passes nil at the end. What is not UTF-8 is repaired.
        func readLine(_ body: @escaping @Sendable (Result<String?, Failure>) -> Void) {
            queue.async { [self] in
                let line = lines.withLock { lines in
                    Result { () throws(Failure) in try lines.next() }
                }
                body(line)
            }
        }
    }

    /// What was read and is not used up.
    private struct Lines: ~Copyable {
        private var input: InputFile
        private var rest: [UInt8] = []
        private var isAtEnd = false
        private var isAtStart = true

        init() throws(Failure) {
            input = try InputFile(path: "-")
        }

        mutating func next() throws(Failure) -> String? {
            var searched = 0
            while true {
                if let end = rest[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                    return take(end, endingBytes: 1)
                }
                if isAtEnd { return rest.isEmpty ? nil : take(rest.count, endingBytes: 0) }
                guard rest.count <= TerminalLines.maximumLineBytes else { throw .input(.tooLarge) }
                searched = rest.count
                isAtEnd = try !Self.read(&input, into: &rest)
            }
        }

        private static func read(
            _ input: inout InputFile, into bytes: inout [UInt8]
        ) throws(Failure) -> Bool {
            let chunk = try input.nextChunk()
            bytes.append(copying: chunk)
            return !chunk.isEmpty
        }

        private mutating func take(_ count: Int, endingBytes: Int) -> String {
            var line = rest.prefix(count)
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            // A byte order mark says how the file is written, and is nothing that was said.
            if isAtStart, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
            isAtStart = false
            defer { rest.removeFirst(count + endingBytes) }
            return String(decoding: line, as: UTF8.self)
        }
    }
#endif
