public import PartialJSON

extension MessageAccumulator {
    /// What a message may cost. Past a limit `append` throws; what came before stays readable.
    public struct Limits: Hashable, Sendable {
        /// The most blocks: 10,000 unless said otherwise.
        public var maximumBlocks: Int

        /// The most members of the message, of its usage and of a block at its start, each: 1,000
        /// unless said otherwise.
        ///
        /// Members are found by comparing, so this is what keeps the cost of an event linear in it.
        public var maximumMembers: Int

        /// The largest message, in bytes of all text and JSON that came: 256 MiB unless said
        /// otherwise. A JSON value counts 16 bytes besides its text.
        public var maximumMessageBytes: Int

        /// The most anomalies that are listed: 100 unless said otherwise. Those past it are counted.
        public var maximumAnomalies: Int

        /// What each tool input may cost. Past it the input is invalid; the message goes on.
        public var toolInput: PartialJSONParser.Limits

        /// Limits that no message of a model comes near.
        public static let `default` = Limits()

        /// Limits.
        public init(
            maximumBlocks: Int = 10_000,
            maximumMembers: Int = 1_000,
            maximumMessageBytes: Int = 256 << 20,
            maximumAnomalies: Int = 100,
            toolInput: PartialJSONParser.Limits = .default
        ) {
            self.maximumBlocks = maximumBlocks
            self.maximumMembers = maximumMembers
            self.maximumMessageBytes = maximumMessageBytes
            self.maximumAnomalies = maximumAnomalies
            self.toolInput = toolInput
        }
    }
}
