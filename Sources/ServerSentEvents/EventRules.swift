/// Where a decoder departs from WHATWG, for programs that were written for one that does.
package struct EventRules: Sendable, Hashable {
    /// Which blocks of fields a blank line makes an event of.
    package enum Blocks: Sendable {
        /// Those with a `data` field: the standard.
        case withData
        /// Those with a `data`, an `event` or a valid `id` field.
        case withFields
        /// All: every blank line is an event.
        case all
    }

    /// Which blocks are events.
    package var blocks = Blocks.withData
    /// Whether a line without a colon is no field.
    package var needsColon = false
    /// Whether an `id` may contain U+0000.
    package var allowsNullID = false
    /// Whether `data` lines before the first that is not empty add no line feed.
    package var skipsBlankData = false
    /// Whether `retry: 0` is ignored.
    package var skipsZeroRetry = false

    /// The standard's rules.
    package static let standard = EventRules()

    package init() {}
}
