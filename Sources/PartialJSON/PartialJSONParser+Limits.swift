extension PartialJSONParser {
    /// What a text may cost. Past a limit ``append(_:)-(Span<UInt8>)`` throws, and the value stays.
    public struct Limits: Hashable, Sendable {
        /// The longest text, in bytes: 64 MiB unless said otherwise, at most 4 GiB.
        ///
        /// It bounds keys and strings too. A value takes at most 9 bytes of memory for each byte of
        /// text (`[0,0,0…`), and one that is mostly strings takes 1; while it grows, up to twice that.
        public var maximumBytes: Int

        /// The deepest nesting of arrays and objects: 512 unless said otherwise, at most 1024.
        ///
        /// Whatever recurses over a value, such as a decoder, recurses no deeper than this.
        public var maximumDepth: Int

        /// The longest number, in bytes: 4096 unless said otherwise.
        ///
        /// RFC 8259 section 9 allows such a limit; the longest text of a `Double` has 24 bytes.
        public var maximumNumberBytes: Int

        /// Limits for tool inputs and messages of any size that a model writes.
        public static let `default` = engineDefaults

        /// Limits; values below 1, or past what each allows, are taken to the nearest that is.
        public init(
            maximumBytes: Int = Limits.default.maximumBytes,
            maximumDepth: Int = Limits.default.maximumDepth,
            maximumNumberBytes: Int = Limits.default.maximumNumberBytes
        ) {
            self.maximumBytes = min(max(maximumBytes, 1), Int(UInt32.max))
            self.maximumDepth = min(max(maximumDepth, 1), Limits.depthCeiling)
            self.maximumNumberBytes = min(max(maximumNumberBytes, 1), Int(UInt32.max))
        }
    }
}
