private import Foundation

/// The cases of one Markdown file below Tests/Corpus, whose README describes the format.
package enum Corpus {
    /// Reads the cases of `Tests/Corpus/<name>.md`, in order.
    package static func cases(_ name: String) throws -> [CorpusCase] {
        let file = packageRoot.appending(path: "Tests/Corpus/\(name).md")
        return try parse(String(decoding: Data(contentsOf: file), as: UTF8.self))
    }

    /// The cases of a corpus text: each heading followed by at least one fence is a case.
    package static func parse(_ text: String) throws(CorpusError) -> [CorpusCase] {
        var cases: [CorpusCase] = []
        var heading: (name: String, line: Int)?
        var open: (fence: CorpusFence, lines: [Substring])?
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in zip(1..., lines) {
            if let (fence, contents) = open {
                if line == "```" {
                    var closed = fence
                    closed.text = contents.map { $0 + "\n" }.joined()
                    try add(closed, under: heading, to: &cases)
                    open = nil
                } else {
                    open = (fence, contents + [line])
                }
            } else if line.hasPrefix("```") {
                open = (try CorpusFence(info: line.dropFirst(3), line: number), [])
            } else if line.hasPrefix("#") {
                heading = (line.drop { $0 == "#" || $0 == " " }.description, number)
            }
        }
        if let open { throw CorpusError(line: open.fence.line, reason: "fence is not closed") }
        for testCase in cases where testCase["input"] == nil || testCase["trace"] == nil {
            throw CorpusError(line: testCase.line, reason: "a case needs an input and a trace")
        }
        return cases
    }

    private static func add(
        _ fence: CorpusFence, under heading: (name: String, line: Int)?,
        to cases: inout [CorpusCase]
    ) throws(CorpusError) {
        guard let heading else {
            throw CorpusError(line: fence.line, reason: "fence before the first heading")
        }
        if cases.last?.line != heading.line {
            guard !cases.contains(where: { $0.name == heading.name }) else {
                throw CorpusError(line: heading.line, reason: "second case '\(heading.name)'")
            }
            cases.append(CorpusCase(name: heading.name, line: heading.line, fences: []))
        }
        guard cases[cases.count - 1][fence.name] == nil else {
            throw CorpusError(line: fence.line, reason: "second fence '\(fence.name)'")
        }
        if fence.name == "input" { _ = try unescapeFragments(fence.text, line: fence.line) }
        cases[cases.count - 1].fences.append(fence)
    }
}

/// A case of the corpus: a heading and the fences below it.
package struct CorpusCase: Sendable, CustomStringConvertible {
    /// The text of the heading.
    package var name: String
    /// The line of the heading in its file, from 1.
    package var line: Int
    /// The fences, in order; among them `input` and `trace`.
    package var fences: [CorpusFence]

    package var description: String { name }

    /// The fence of that name.
    package subscript(name: String) -> CorpusFence? {
        fences.first { $0.name == name }
    }

    /// The bytes of the input fence, its escapes resolved.
    package var input: [UInt8] { fragments.flatMap(\.self) }

    /// The bytes of the input fence, cut at its `\|` marks.
    package var fragments: [[UInt8]] {
        guard let fence = self["input"],
            let fragments = try? Corpus.unescapeFragments(fence.text, line: fence.line)
        else { preconditionFailure("Corpus.parse lets no case through without a valid input") }
        return fragments
    }

    /// The expected lines of the trace fence.
    package var trace: [String] {
        self["trace"]?.text.split(separator: "\n").map(String.init) ?? []
    }
}

/// A fenced block of a case: ```` ```name key=value ````, text, ```` ``` ````.
package struct CorpusFence: Sendable {
    /// The first word of the info string.
    package var name: String
    /// The `key=value` words after it.
    package var attributes: [String: String]
    /// The lines between the fences, each with its line feed, escapes as written.
    package var text: String
    /// The line of the opening fence in its file, from 1.
    package var line: Int

    fileprivate init(info: Substring, line: Int) throws(CorpusError) {
        let words = info.split(separator: " ")
        guard let first = words.first else {
            throw CorpusError(line: line, reason: "fence without a name")
        }
        name = String(first)
        text = ""
        self.line = line
        attributes = [:]
        for word in words.dropFirst() {
            guard let equals = word.firstIndex(of: "=") else {
                throw CorpusError(line: line, reason: "'\(word)' is not key=value")
            }
            attributes[String(word[..<equals])] = String(word[word.index(after: equals)...])
        }
    }
}

/// A corpus file that does not follow the format.
package struct CorpusError: Error, Hashable, CustomStringConvertible {
    /// The line at fault, from 1.
    package var line: Int
    /// What is wrong there.
    package var reason: String

    package var description: String { "line \(line): \(reason)" }
}
