package import Foundation

/// Third-party conformance data, read where it lies and never copied into the repository.
///
/// Its directory is named by the environment variable `MESSAGE_STREAM_CONFORMANCE`, else it is
/// `../shared/conformance` beside the checkout. Tests of it are skipped where it is absent:
///
/// ```swift
/// @Test(.enabled(if: Conformance.isPresent, Conformance.absence)) func numbers() throws {
///     for line in try Conformance.jsonLines("json/numbers.jsonl") { … line["name"]?.string … }
/// }
/// ```
package enum Conformance {
    /// The directory of the data, whether it exists or not.
    package static let directory: URL = {
        let named = ProcessInfo.processInfo.environment["MESSAGE_STREAM_CONFORMANCE"] ?? ""
        guard named.isEmpty else { return URL(filePath: named) }
        return packageRoot.deletingLastPathComponent().appending(path: "shared/conformance")
    }()

    /// Whether the data is there.
    package static let isPresent = exists("SOURCES.tsv")

    /// Why a test that wants the data is skipped: `.enabled(if: isPresent, absence)`.
    package static let absence =
        "conformance data is absent: set MESSAGE_STREAM_CONFORMANCE to its directory"

    /// Whether the data has that file.
    package static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: directory.appending(path: path).path)
    }

    /// The names of the files with that extension in a folder of the data, sorted; empty when the
    /// data is absent.
    package static func files(in folder: String, withExtension suffix: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(
            atPath: directory.appending(path: folder).path)
        return (names ?? []).filter { $0.hasSuffix(".\(suffix)") }.sorted()
    }

    /// The bytes of a file of the data, its path relative to the directory.
    package static func bytes(_ path: String) throws -> [UInt8] {
        try Array(Data(contentsOf: directory.appending(path: path)))
    }

    /// The objects of a JSON Lines file, as values of any shape.
    package static func jsonLines(_ path: String) throws -> [FixtureValue] {
        try jsonLines(path, as: FixtureValue.self)
    }

    /// The objects of a JSON Lines file, decoded as `T`.
    package static func jsonLines<T: Decodable>(_ path: String, as type: T.Type) throws -> [T] {
        let decoder = JSONDecoder()
        return try bytes(path).split(separator: UInt8(ascii: "\n")).map {
            try decoder.decode(type, from: Data($0))
        }
    }

    /// The value of a JSON file.
    package static func json(_ path: String) throws -> FixtureValue {
        try JSONDecoder().decode(FixtureValue.self, from: Data(bytes(path)))
    }

    /// The rows of a file of tab-separated values, by the names in its first line.
    package static func table(_ path: String) throws -> [[String: String]] {
        let lines = try String(decoding: bytes(path), as: UTF8.self)
            .split(separator: "\n")
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        guard let names = lines.first else { return [] }
        return lines.dropFirst().map {
            Dictionary(zip(names, $0), uniquingKeysWith: { first, _ in first })
        }
    }
}
