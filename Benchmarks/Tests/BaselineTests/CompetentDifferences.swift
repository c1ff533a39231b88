/// The cases in which the competent baseline does not do what the product does.
///
/// They are those of Foundation's `JSONDecoder`, which it shares with the idiomatic one, but for two in
/// which it does not ask for the member that is not as expected.
enum CompetentDifferences {
    static let all = IdiomaticDifferences.all.subtracting([
        "a second payload that is no string", "an event of a type to come that has an error",
    ])
}
