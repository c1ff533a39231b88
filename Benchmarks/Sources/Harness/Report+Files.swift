public import Foundation

extension Report {
    /// The report that `json()` has written.
    public init(json: Data) throws {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        self = try decoder.decode(Self.self, from: json)
    }

    /// The report as JSON, its keys sorted, so that two runs can be compared line by line.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return try encoder.encode(self) + Data("\n".utf8)
    }

    /// Writes `results.json`, `table.md` and the charts into a folder.
    public func write(to directory: URL) throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try json().write(to: directory.appending(component: "results.json"))
        try Data(table.utf8).write(to: directory.appending(component: "table.md"))
        try Data(chart.utf8).write(to: directory.appending(component: "chart.svg"))
        guard !linearity.isEmpty else { return }
        try Data(linearityChart.utf8).write(to: directory.appending(component: "linearity.svg"))
    }
}
