/// The cases in which Foundation's `JSONDecoder` does not do what the product does, by nature.
///
/// None of them occurs in the streams that are measured. A test fails for a case that is missing
/// here, and for one that is here and does not differ.
enum IdiomaticDifferences {
    static let all = Set(
        wholeEventFails + firstMemberCounts + loneSurrogatesFail + anyIntegerPasses + laxSyntax)

    /// A member that is missing, or not of the Codable type, takes the whole event with it.
    private static let wholeEventFails = [
        "a message starts", "an error that is a string",
        "an event of a type to come that has an error", "a type that is no string",
        "no object at all", "a second payload that is no string",
    ]

    /// Of members with the same name, the first one counts; everywhere else the last.
    private static let firstMemberCounts = [
        "the last type counts", "the last index counts", "the last payload counts",
        "the last delta counts", "a payload that was replaced by null is none",
        "the last delta counts although it is null",
    ]

    /// Half a surrogate pair takes the whole event with it, text that models do write.
    private static let loneSurrogatesFail = [
        "a first half alone", "a second half alone", "two first halves",
        "a first half before another escape",
    ]

    /// An `Int` is not an index.
    private static let anyIntegerPasses = [
        "an index that is too large", "a negative index", "an index with a fraction",
    ]

    /// Commas too many pass, and values that nobody asks for are not validated.
    private static let laxSyntax = [
        "a comma too many", "a comma too many in an array", "a number with a leading zero",
        "a number that ends in its point", "a number without digits in its exponent",
        "a minus alone", "an unknown escape", "an escape with too few digits",
        "a raw control character", "a raw line feed", "a byte order mark",
    ]
}
