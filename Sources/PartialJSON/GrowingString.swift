/// A string that grows, of which readers get the whole after each piece.
///
/// A piece costs its own length. A `String` that somebody else still holds is copied when more is added,
/// all of it: so for a model to which each state is assigned. When that happens again and again, two
/// strings take turns, for when the reader takes the one it lets go of the other:
///
/// ```
/// reader holds   Hel     Hello     Hello, w     Hello, wor
/// grows          Hello   Hello, w  Hello, wor   Hello, world
///                  from He   from Hel   from Hello   from Hello, w
/// ```
package struct GrowingString: Sendable {
    /// The string so far.
    package private(set) var text: String
    /// The string as it was a piece ago, where two take turns.
    private var earlier = ""
    private var takesTurns = false
    /// Where the string lay when it was looked at last, and since when that has been counted.
    private var place: UInt = 0
    private var lengthOfCount = 0
    private var copies = 0

    /// A string that begins with `text`.
    package init(_ text: String = "") {
        self.text = text
    }

    /// Adds `piece`.
    @inline(__always)
    package mutating func append(_ piece: String) {
        if takesTurns { catchUp() }
        text.append(piece)
        if !takesTurns, text.utf8.count >= Self.leastCounted { countCopies() }
    }

    /// Adds what `rest` gives of the text from a number of bytes on; returns the string.
    mutating func grow(by rest: (_ count: Int) -> String) -> String {
        let piece = rest(text.utf8.count)
        if !piece.isEmpty { append(piece) }
        return text
    }

    private mutating func catchUp() {
        swap(&text, &earlier)
        let utf8 = earlier.utf8
        let missing = utf8.index(utf8.startIndex, offsetBy: text.utf8.count)
        text.append(contentsOf: earlier[missing...])
    }

    /// Room that doubles moves a string once while it doubles; what moves it more often is a reader.
    private mutating func countCopies() {
        let now = text.storageAddress
        guard now != place else { return }
        place = now
        let length = text.utf8.count
        if length >= 2 * lengthOfCount {
            lengthOfCount = length
            copies = 0
        }
        copies += 1
        takesTurns = copies > Self.toleratedCopies
    }

    /// Readers that keep one state of a text for good cost a copy each, and no second string.
    private static let toleratedCopies = 8
    /// A copy of fewer bytes costs no more than looking for it.
    private static let leastCounted = 256
}
