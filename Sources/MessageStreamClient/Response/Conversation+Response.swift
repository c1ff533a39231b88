#if Client
    import MessageStream

    extension Conversation {
        /// What of a cut answer is kept.
        public enum CutAnswer: Sendable, Hashable {
            /// The blocks that are complete.
            case completedBlocks
            /// All that was seen, also half a sentence: what the person may refer to.
            case everythingSeen
        }

        /// Adds the answer as it stands: the whole message when it is complete, or else as much as
        /// `cut` says and the API takes back (`append(cut:)`).
        ///
        /// Never throws and needs no whole message: call it after a failure or a cancel too.
        public mutating func append(
            _ response: MessageStreamResponse, keeping cut: CutAnswer = .completedBlocks
        ) {
            if response.ending?.isComplete == true {
                if let message = response.currentMessage { append(message) }
                return
            }
            let message =
                switch cut {
                case .completedBlocks: response.completedMessage
                case .everythingSeen: response.currentMessage
                }
            if let message { append(cut: message) }
        }
    }
#endif
