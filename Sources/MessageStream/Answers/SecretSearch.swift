/// Takes secrets out of texts, also where they were escaped on the way: by JSON, by Swift or C, in a
/// URL, in a page, or by several of them.
///
/// Costs a look at each byte for each secret; meant for errors, of which there are few.
package struct SecretSearch: Sendable {
    /// What stands in the place of a secret.
    package static let redaction = "[redacted]"
    /// Shorter texts are not looked for: they occur by chance. As little of a secret counts at the end
    /// of a text, which may have been cut there.
    package static let shortestSecret = 6

    /// Longest first, so that no part of one is left when another is its beginning.
    private let secrets: [[Unicode.Scalar]]
    /// What one of them can begin with, as it is or escaped.
    private let starts: Set<UInt8>

    /// A search for `secrets`, and for what is left of them without the white space around them.
    package init(_ secrets: [String]) {
        var seen: Set<String> = []
        self.secrets = (secrets + secrets.map(\.trimmingWhitespace))
            .filter { $0.utf8.count >= Self.shortestSecret && seen.insert($0).inserted }
            .map { Array($0.unicodeScalars) }
            .sorted { $0.count > $1.count }
        starts = Set(self.secrets.compactMap { $0.first.flatMap { String($0).utf8.first } })
            .union(#"\%&+"#.utf8)
    }

    /// Whether there is nothing to be found.
    package var isEmpty: Bool { secrets.isEmpty }

    /// The text without secrets, or nil when there is none in it.
    package func cleaned(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        var clean: [UInt8] = []
        var isFound = false
        var place = 0
        while place < bytes.count {
            if starts.contains(bytes[place]),
                let end = secrets.lazy.compactMap({ Self.end(of: $0, in: bytes, at: place) }).first
            {
                clean += Self.redaction.utf8
                isFound = true
                place = end
            } else {
                clean.append(bytes[place])
                place += 1
            }
        }
        return isFound ? String(decoding: clean, as: UTF8.self) : nil
    }

    /// Where the secret ends that begins at `start`, or nil when there is none.
    private static func end(
        of secret: [Unicode.Scalar], in text: [UInt8], at start: Int
    ) -> Int? {
        // A text may be read in several ways, as the secret's own backslash or as that of an escape.
        var ends = [start]
        for (count, scalar) in secret.enumerated() {
            var next: [Int] = []
            for end in ends {
                for form in EscapedForms(of: scalar, in: text, at: end).ends
                where !next.contains(form) {
                    next.append(form)
                }
            }
            guard !next.isEmpty else {
                let isCut =
                    count >= shortestSecret && ends.contains { text[$0...].isCutEscape }
                return isCut ? text.count : nil
            }
            ends = next
        }
        return ends.max()
    }
}

extension ArraySlice<UInt8> {
    /// Whether it is nothing, or the beginning of a character or an escape that was cut.
    fileprivate var isCutEscape: Bool {
        guard let first else { return true }
        if elementsEqual("\u{FFFD}".utf8) { return true }
        return #"\%&"#.utf8.contains(first) && count < EscapedForms.longest
            && dropFirst().allSatisfy { byte in
                let letter = byte | 0x20
                return UInt8(ascii: "a")...UInt8(ascii: "z") ~= letter
                    || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || #"\{#%"#.utf8.contains(byte)
            }
    }
}

// What is searched for is what nobody may see.
extension SecretSearch: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "SecretSearch" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension StringProtocol {
    /// The text without the white space around it.
    package var trimmingWhitespace: String {
        let start = drop(while: \.isWhitespace)
        let end = start.lastIndex { !$0.isWhitespace }.map(start.index(after:))
        return String(start[..<(end ?? start.startIndex)])
    }
}
