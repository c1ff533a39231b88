#if canImport(Darwin)
    private import Darwin
#elseif canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

// The seam to the C library: the only file of the command that calls it, and the only unsafe one.

/// Why the operating system refused something.
struct SystemError: Error, CustomStringConvertible {
    private let code: CInt

    fileprivate static var last: SystemError { SystemError(code: errno) }

    /// A file is larger than it may be.
    static let tooLarge = SystemError(code: EFBIG)

    /// Whether nobody reads any more what was to be written.
    var isClosedOutput: Bool { code == EPIPE || code == EBADF }

    /// What the system calls it, such as `No such file or directory`.
    var description: String { unsafe String(cString: strerror(code)) }
}

/// A file descriptor (POSIX), closed with its last use if it was opened here.
struct FileDescriptor: ~Copyable {
    /// Lets this process have as many open files as the system permits it: each stream takes two.
    static func raiseLimit() {
        var limit = rlimit()
        guard unsafe getrlimit(Self.openFiles, &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        unsafe setrlimit(Self.openFiles, &limit)
    }

    private let number: CInt
    private let isOwned: Bool

    private init(standard number: CInt) {
        self.number = number
        isOwned = false
    }

    /// Opens a file for reading.
    init(path: String) throws(SystemError) {
        let number = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard number >= 0 else { throw .last }
        self.number = number
        isOwned = true
    }

    deinit {
        if isOwned { _ = close(number) }
    }

    static var standardInput: FileDescriptor { FileDescriptor(standard: STDIN_FILENO) }
    static var standardOutput: FileDescriptor { FileDescriptor(standard: STDOUT_FILENO) }
    static var standardError: FileDescriptor { FileDescriptor(standard: STDERR_FILENO) }

    /// Whether a person looks at it.
    var isTerminal: Bool { isatty(number) == 1 }

    /// The size of a regular file; nil for a pipe, a terminal and the like.
    var fileSize: Int? {
        var status = stat()
        guard unsafe fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return Int(status.st_size)
    }

    /// Reads what is there, waiting for the first byte, into the front of `buffer`.
    ///
    /// Returns how many bytes came: 0 at the end.
    func read(into buffer: inout [UInt8]) throws(SystemError) -> Int {
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { buffer in
                unsafe systemRead(number, buffer.baseAddress, buffer.count)
            }
            if count >= 0 { return count }
            try recover(waitingFor: POLLIN)
        }
    }

    /// Writes all of `bytes`.
    func write(_ bytes: Span<UInt8>) throws(SystemError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { bytes in
                unsafe systemWrite(number, bytes.baseAddress, bytes.count)
            }
            if count >= 0 {
                rest = rest.extracting(droppingFirst: count)
            } else {
                try recover(waitingFor: POLLOUT)
            }
        }
    }

    /// Makes a failed call worth another try, or throws why it is not.
    ///
    /// A terminal or pipe that another process made non-blocking is non-blocking here too.
    private func recover(waitingFor event: CInt) throws(SystemError) {
        switch errno {
        case EINTR: break
        case EAGAIN:
            var request = pollfd(fd: number, events: Int16(event), revents: 0)
            _ = unsafe poll(&request, 1, -1)
        default: throw .last
        }
    }
}

/// Waits that long.
func pause(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    var time = timespec()
    time.tv_sec = Int(seconds)
    time.tv_nsec = Int(attoseconds / 1_000_000_000)
    _ = unsafe nanosleep(&time, nil)
}

/// Whether the process was started so that the end of its terminal does not end it.
var isHangupIgnored: Bool {
    var action = sigaction()
    guard unsafe sigaction(SIGHUP, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
        let handler = unsafe action.__sigaction_u.__sa_handler
    #else
        let handler = unsafe action.__sigaction_handler.sa_handler
    #endif
    return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
}

/// Ends the process.
func exitProcess(_ status: Int32) -> Never {
    exit(status)
}

/// The value of an environment variable, or nil when it is not set.
func environmentVariable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
}

// Inside FileDescriptor its own methods hide the functions of the same name.
private func systemRead(_ number: CInt, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    unsafe read(number, start, count)
}

private func systemWrite(_ number: CInt, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(number, start, count)
}

extension FileDescriptor {
    #if canImport(Glibc)
        fileprivate static var openFiles: __rlimit_resource_t {
            __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        }
    #else
        fileprivate static var openFiles: CInt { RLIMIT_NOFILE }
    #endif
}
