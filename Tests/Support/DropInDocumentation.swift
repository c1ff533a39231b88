private import Foundation

/// Documentation/DropIns.md, and what the README shows of it, held to the tests.
package enum DropInDocumentation {
    /// The last cells of the table below the heading, without their backticks: each row of a table of
    /// differences names the case that shows it.
    package static func cases(below heading: String) throws -> [String] {
        let section =
            try DocumentedCode.text(of: "Documentation/DropIns.md").components(
                separatedBy: "\n### \(heading)\n"
            )
            .dropFirst().first ?? ""
        let lines = section.components(separatedBy: "\n#")[0].split(separator: "\n")
        // The first two rows are the heads of the columns and the line below them.
        return lines.filter { $0.hasPrefix("|") }.dropFirst(2).map { row in
            let cell = row.split(separator: "|").last ?? ""
            return cell.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
        }
    }

    /// The Swift fences of both pages that begin with an import of one of the modules.
    package static func fences(importing modules: [String]) throws -> [[String]] {
        try ["README.md", "Documentation/DropIns.md"].flatMap { page in
            try DocumentedCode.fences(
                of: "swift", in: DocumentedCode.text(of: page), importing: modules)
        }
    }
}
