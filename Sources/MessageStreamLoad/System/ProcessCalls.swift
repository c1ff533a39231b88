#if canImport(Darwin)
    private import Darwin
#elseif canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

// The seam to the C library: the only file of the target that calls it, and the only unsafe one.

/// Lets the process open as many files as it is permitted to; returns how many.
func raiseFileLimit() -> Int {
    #if canImport(Glibc)
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
        let resource = RLIMIT_NOFILE
    #endif
    var limit = rlimit()
    guard unsafe getrlimit(resource, &limit) == 0 else { return 0 }
    let before = limit.rlim_cur
    limit.rlim_cur = limit.rlim_max
    // Darwin says that there is no limit, and then refuses to be without one.
    if unsafe setrlimit(resource, &limit) != 0 { return Int(clamping: before) }
    return Int(clamping: limit.rlim_cur)
}

/// How many ticks of `/proc/PID/stat` make a second.
func clockTicksPerSecond() -> Int {
    max(1, sysconf(CInt(_SC_CLK_TCK)))
}

/// The number of this process.
func ownProcess() -> Int { Int(getpid()) }

/// The text of a small file, or nil if it cannot be read.
func text(ofFile path: String) -> String? {
    let number = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { return nil }
    defer { _ = close(number) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    while true {
        let count = unsafe buffer.withUnsafeMutableBytes { buffer in
            unsafe read(number, buffer.baseAddress, buffer.count)
        }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
        bytes += buffer.prefix(count)
    }
}

/// The names of the files in a folder; none if it cannot be read.
func names(inFolder path: String) -> [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { start in
                unsafe String(cString: start)
            }
        }
        names.append(name)
    }
    return names
}
