#if Relay
    extension InMemoryChatAnswerStore.Limits {
        /// Those of a configuration.
        init(_ resumption: RelayConfiguration.Resumption) {
            self.init(
                maximumAnswerBytes: resumption.maximumAnswerBytes,
                maximumBytes: resumption.maximumTotalBytes, timeAfterEnd: resumption.time)
        }
    }

    extension ClientKeys.Client {
        /// Whose answers are kept: all of those without keys belong to one.
        var owner: String { name ?? "" }
    }
#endif
