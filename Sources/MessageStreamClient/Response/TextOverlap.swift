/// Takes off a text that goes on with another what it repeats of the other's end. Does no I/O.
///
/// A model that goes on after "One, two" may say "two, three". Only what begins like a word is taken
/// for a repetition, or "Hel" and "lo" would make "Helo"; and only what has a letter or a digit in it,
/// for the next line of a table begins as the last one ended.
struct TextOverlap: Sendable {
    /// The longest repetition that is looked for, in Unicode scalars.
    static let greatest = 2048

    /// The end of the text before, without the white space behind it.
    private let end: [Unicode.Scalar]
    /// The white space behind it, of which what comes again is taken off as well.
    private var whiteSpace: Substring.UnicodeScalarView
    /// Where in `end` that begins of which all that is held may be a repetition, in rising order;
    /// empty once it is known how much is one.
    private var starts: [Int] = []
    /// What came and may be a repetition.
    private var held: [Unicode.Scalar] = []
    /// How much of it is one that goes up to the end of `end`.
    private var repeated = 0

    /// - Parameter repeatsWords: Whether words may come again, or white space only.
    init(after text: String, repeatsWords: Bool) {
        let end = text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? text.startIndex
        whiteSpace = text[end...].unicodeScalars
        let words = text[..<end]
        self.end = repeatsWords ? Array(words.unicodeScalars.suffix(Self.greatest)) : []
        if repeatsWords { starts = Self.starts(in: words) }
    }

    /// What is new in `text`, the next piece, and in what was held before it.
    mutating func next(_ text: String) -> String {
        let end = end
        var rest = text.unicodeScalars[...]
        while !starts.isEmpty, let scalar = rest.popFirst() {
            let count = held.count
            starts.removeAll { $0 + count >= end.count || end[$0 + count] != scalar }
            held.append(scalar)
            if starts.last == end.count - held.count { repeated = held.count }
        }
        guard starts.isEmpty else { return "" }
        return release() + withoutWhiteSpace(rest)
    }

    /// What was held of a text that is over, as far as it is new.
    mutating func finish() -> String {
        starts = []
        return release()
    }

    private mutating func release() -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: held.dropFirst(repeated))
        (held, repeated) = ([], 0)
        return withoutWhiteSpace(text[...])
    }

    private mutating func withoutWhiteSpace(_ text: Substring.UnicodeScalarView) -> String {
        var rest = text
        while let expected = whiteSpace.first, let scalar = rest.first {
            guard scalar == expected else {
                whiteSpace = whiteSpace[whiteSpace.endIndex...]
                break
            }
            whiteSpace.removeFirst()
            rest.removeFirst()
        }
        return String(rest)
    }

    /// Where in the last scalars of `text` a repetition may begin.
    private static func starts(in text: Substring) -> [Int] {
        var starts: [Int] = []
        var distance = 0
        var hasWord = false
        var index = text.endIndex
        while index > text.startIndex {
            let next = text[index...].first
            index = text.index(before: index)
            let character = text[index]
            distance += character.unicodeScalars.count
            guard distance <= greatest else { break }
            hasWord = hasWord || character.isInWord
            let before = index > text.startIndex ? text[text.index(before: index)] : nil
            // Where words have no spaces between them two characters are taken for one.
            let isInWord = character.isInWord && before?.isInWord == true
            let begins = !isInWord || (character.isOfSpacelessScript && next != nil)
            if hasWord, begins { starts.append(distance) }
        }
        let count = min(text.unicodeScalars.count, greatest)
        return starts.reversed().map { count - $0 }
    }
}

extension Character {
    fileprivate var isInWord: Bool { isLetter || isNumber }

    /// Whether it is of Thai, Lao, Burmese, Khmer, or of Chinese or Japanese writing.
    fileprivate var isOfSpacelessScript: Bool {
        unicodeScalars.first.map { scalar in
            switch scalar.value {
            case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF: true
            default: scalar.properties.isIdeographic
            }
        } ?? false
    }
}
