/// A file, or the standard input, read chunk by chunk and never as a whole.
struct InputFile: ~Copyable {
    private let descriptor: FileDescriptor
    private var buffer: [UInt8]

    /// The bytes read so far.
    private(set) var byteCount = 0

    /// Opens the file at `path`, or for `-` the standard input.
    ///
    /// - Parameter unit: The bytes that will be used at a time, if that is fixed: as many whole units
    ///   are read at a time as come near 64 KiB, one at least, so that reading cuts no unit of a file.
    init(path: String, unit: Int? = nil) throws(Failure) {
        do throws(SystemError) {
            descriptor = path == "-" ? .standardInput : try FileDescriptor(path: path)
        } catch {
            throw .input(error)
        }
        let usual = 64 << 10
        let size = unit.map { max($0, usual / $0 * $0) } ?? usual
        buffer = Array(repeating: 0, count: size)
    }

    /// The size of the file; nil when it is not known beforehand.
    var size: Int? { descriptor.fileSize }

    /// What has come since the last call, waiting for it; empty at the end.
    ///
    /// The bytes are valid until the next call.
    @_lifetime(&self)
    mutating func nextChunk() throws(Failure) -> Span<UInt8> {
        let count: Int
        do throws(SystemError) {
            count = try descriptor.read(into: &buffer)
        } catch {
            throw .input(error)
        }
        byteCount += count
        return buffer.span.extracting(0..<count)
    }

    /// All that comes until the end; more than `limit` bytes are a failure.
    mutating func contents(atMost limit: Int) throws(Failure) -> [UInt8] {
        var contents: [UInt8] = []
        while true {
            let count = try nextChunk().count
            if count == 0 { return contents }
            guard count <= limit - contents.count else { throw .input(.tooLarge) }
            contents += buffer[..<count]
        }
    }

    /// What messages call the file at `path`.
    static func name(of path: String) -> String {
        path == "-" ? "standard input" : path
    }
}
