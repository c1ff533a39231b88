private import Foundation

/// The Swift code of the documentation, and the marked regions of the tests that compile it.
package enum DocumentedCode {
    /// The pages that people read first, in both languages, and those that they link to.
    private static let pages = [
        "README.md", "README.zh-CN.md", "Documentation/Client.md", "Documentation/Relay.md",
        "Documentation/Replay.md", "Documentation/DropIns.md",
    ]

    /// The text of each page and of each article, by its path in the checkout.
    package static func texts() throws -> [String: String] {
        var texts: [String: String] = [:]
        for page in try pages + files(below: "Sources", suffix: ".md") {
            texts[page] = try text(of: page)
        }
        return texts
    }

    /// The text of a file of the checkout.
    package static func text(of path: String) throws -> String {
        try String(contentsOf: packageRoot.appending(path: path), encoding: .utf8)
    }

    /// The fences of a page in that language, line for line, without imports and empty lines; but for
    /// manifests, which `make check-manifests` builds.
    ///
    /// - Parameter modules: Only fences that begin with the import of one of these.
    package static func fences(
        of language: String, in page: String, importing modules: [String]? = nil
    ) -> [[String]] {
        page.components(separatedBy: "\n```\(language)\n").dropFirst().compactMap { rest in
            let lines = rest.components(separatedBy: "\n```")[0].split(separator: "\n")
            if lines.first?.hasPrefix("// swift-tools-version") == true { return nil }
            if let modules, !modules.contains(where: { lines.first == "import \($0)" }) {
                return nil
            }
            return code(lines, indentation: 0)
        }
    }

    /// What stands between `// begin` and `// end` in the tests.
    package static func compiledRegions() throws -> [[String]] {
        try files(below: "Tests", suffix: ".swift").flatMap { try regions(in: text(of: $0)) }
    }

    /// What stands between `// begin` and `// end` in a source text.
    package static func regions(in source: String) -> [[String]] {
        var regions: [[String]] = []
        var open: (indentation: Int, lines: [Substring])?
        for line in source.split(separator: "\n") {
            let words = line.drop { $0 == " " }
            if words == "// begin" {
                open = (line.count - words.count, [])
            } else if words == "// end", let region = open {
                regions.append(code(region.lines, indentation: region.indentation))
                open = nil
            } else {
                open?.lines.append(line)
            }
        }
        return regions
    }

    private static func code(_ lines: [Substring], indentation: Int) -> [String] {
        lines.filter { !$0.hasPrefix("import ") }.map { String($0.dropFirst(indentation)) }
    }

    private static func files(below folder: String, suffix: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(
            atPath: packageRoot.appending(path: folder).path
        )
        .filter { $0.hasSuffix(suffix) }.sorted().map { "\(folder)/\($0)" }
    }
}
