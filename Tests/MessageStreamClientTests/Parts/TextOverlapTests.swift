import Testing

@testable import MessageStreamClient

/// What is new in a text that goes on with another.
@Suite struct TextOverlapTests {
    /// The text before, the one that goes on with it, and what of that is new.
    static let repetitions: [(String, String, String)] = [
        ("", "One", "One"),
        ("One", "", ""),
        ("One, two", ", three", ", three"),
        ("One, two", "two, three", ", three"),
        ("One, two", "One, two, three", ", three"),
        ("One, two", "One, two", ""),
        ("One, two, ", "two, three", "three"),
        ("One, two, ", " three", "three"),
        ("One, two", " two, three", ", three"),
        ("One two", " two three", " three"),
        ("One.\n\n", "One.\n\nTwo.", "Two."),
        ("One.\n\n", "\n\nTwo.", "Two."),
        ("One.\n\n", "One. Two.", " Two."),
        ("Hello, wor", "world!", "ld!"),
        ("Hello, wor", "ld!", "ld!"),
        // What does not begin like a word is none.
        ("Hel", "lo", "lo"),
        ("banana", "na split", "na split"),
        ("10", "0 apples", "0 apples"),
        ("caf\u{65}", "\u{301}s", "\u{301}s"),
        // Nor is what has neither letter nor digit.
        ("|---|", "---|\n| 1", "---|\n| 1"),
        ("Wait.", "..", ".."),
        ("the the", "the end", " end"),
        // The longest of several.
        ("a b a b", "a b a b c", " c"),
        ("a b a b", "a b a c", " a c"),
        // Begun and not gone through.
        ("one two three", "two four", "two four"),
        ("one two three", "two", "two"),
        ("one two three", "two three", ""),
        // Scripts without spaces, by two characters.
        ("你好世", "世界", "世界"),
        ("你好世界", "世界，再见", "，再见"),
        ("你好。世", "世界", "界"),
        ("สวัสดีครับ", "ครับผม", "ผม"),
        ("Family: 👨‍👩‍👧 x", "👨‍👩‍👧 x y", " y"),
    ]

    @Test(arguments: repetitions)
    func `A repetition of the end is taken off, however it is cut`(
        _ before: String, _ after: String, _ new: String
    ) {
        let scalars = Array(after.unicodeScalars)
        for size in 1...max(1, scalars.count) {
            var overlap = TextOverlap(after: before, repeatsWords: true)
            var told = ""
            for start in stride(from: 0, to: scalars.count, by: size) {
                var piece = String.UnicodeScalarView()
                piece.append(contentsOf: scalars[start..<min(start + size, scalars.count)])
                told += overlap.next(String(piece))
            }
            told += overlap.finish()
            // Scalars: a character may be put together across the border.
            #expect(Array(told.unicodeScalars) == Array(new.unicodeScalars))
        }
    }

    @Test func `Nothing is held once it is known to be new`() {
        var overlap = TextOverlap(after: "One, two", repeatsWords: true)
        #expect(overlap.next("tw") == "")
        #expect(overlap.next("elve") == "twelve")
        #expect(overlap.next(" two") == " two")
    }

    @Test func `Where words do not come again only white space is taken off`() {
        var overlap = TextOverlap(after: "One, two ", repeatsWords: false)
        #expect(overlap.next(" two") == "two")
    }

    @Test func `A long text costs time linear in what may be repeated`() {
        let before = String(repeating: "a ", count: 100_000)
        var overlap = TextOverlap(after: before, repeatsWords: true)
        // All of it may be a repetition, of any length, up to the limit.
        let after = String(repeating: "a ", count: TextOverlap.greatest)
        let told = overlap.next(after) + overlap.finish()
        #expect(told.count == after.count - TextOverlap.greatest)
    }
}
