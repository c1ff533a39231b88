import Foundation

/// A folder of files for one test, which removes it with `defer`.
struct TemporaryFolder {
    private let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    }

    /// Removes the folder and the files in it.
    func remove() {
        try? FileManager.default.removeItem(at: url)
    }

    /// Writes a file and returns where it is.
    func file(_ name: String, _ bytes: some Collection<UInt8>) throws -> URL {
        let file = url.appending(path: name)
        try Data(bytes).write(to: file)
        return file
    }

    /// Writes a file and returns its path.
    func path(_ name: String, _ text: String) throws -> String {
        try file(name, text.utf8).path
    }

    /// Makes a file of that many zeros, which take no room on the disk, and returns its path.
    func path(_ name: String, zeros count: UInt64) throws -> String {
        let file = try file(name, [])
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: count)
        try handle.close()
        return file.path
    }
}
