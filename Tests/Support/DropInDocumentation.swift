private import Foundation

/// Documentation/DropIns.md and the README's section about it, held to the tests.
package enum DropInDocumentation {
    /// The last cells of the table below the heading, without their backticks: each row of a table of
    /// differences names the case that shows it.
    package static func cases(below heading: String) throws -> [String] {
        let section =
            try text("Documentation/DropIns.md").components(separatedBy: "\n### \(heading)\n")
            .dropFirst().first ?? ""
        let lines = section.components(separatedBy: "\n#")[0].split(separator: "\n")
        // The first two rows are the heads of the columns and the line below them.
        return lines.filter { $0.hasPrefix("|") }.dropFirst(2).map { row in
            let cell = row.split(separator: "|").last ?? ""
            return cell.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
        }
    }

    /// The lines of the Swift code that begins with an import of one of the modules, without it.
    package static func fences(importing modules: [String]) throws -> [[String]] {
        try ["README.md", "Documentation/DropIns.md"].flatMap { page in
            try text(page).components(separatedBy: "```swift\n").dropFirst().compactMap { rest in
                let lines = rest.components(separatedBy: "```")[0].split(separator: "\n")
                guard let first = lines.first, modules.contains(where: { first == "import \($0)" })
                else { return nil }
                return lines.dropFirst().map(String.init)
            }
        }
    }

    /// The lines between `// begin` and `// end` in a source file, without their common indentation.
    package static func regions(of file: String) throws -> [[String]] {
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        var regions: [[String]] = []
        var open: (lines: [String], indentation: Int)?
        for line in lines {
            let text = line.drop { $0 == " " }
            if text == "// begin" {
                open = ([], line.count - text.count)
            } else if text == "// end", let region = open {
                regions.append(region.lines)
                open = nil
            } else if let region = open, !text.isEmpty {
                open?.lines.append(String(line.dropFirst(region.indentation)))
            }
        }
        return regions
    }

    private static func text(_ page: String) throws -> String {
        try String(contentsOf: packageRoot.appending(path: page), encoding: .utf8)
    }
}
