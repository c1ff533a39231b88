private import Foundation

/// The limits that `Documentation/ThreatModel.md` states, so that a test can hold the page to the code.
package struct StatedLimits {
    private let rows: [String: String]

    /// Reads the table: rows whose first two cells are a name in backquotes and its default.
    package init() throws {
        let page = try String(
            contentsOf: packageRoot.appending(path: "Documentation/ThreatModel.md"), encoding: .utf8
        )
        var rows: [String: String] = [:]
        for line in page.split(separator: "\n") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count >= 2, cells[0].hasPrefix("`"), cells[0].hasSuffix("`") else {
                continue
            }
            rows[cells[0].replacing("`", with: "")] = cells[1]
        }
        self.rows = rows
    }

    /// The number that the page states for a limit, digits grouped by commas, its unit left out; nil if
    /// the page has no such limit.
    package subscript(name: String) -> Int? {
        rows[name].flatMap { Int($0.prefix { $0 != " " }.replacing(",", with: "")) }
    }
}
