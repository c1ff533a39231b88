#if Client
    public import MessageStream
    import Synchronization

    extension MessageStreamResponse {
        /// The message with those of its blocks that are complete, at any time, from any task; nil
        /// while there is nothing of one.
        ///
        /// When the message is over it is the whole message, otherwise ``currentMessage`` without
        /// what was cut in the middle. Costs time linear in the number of blocks.
        public var completedMessage: Message? {
            stream.state.withLock { $0.assembly.accumulator.completedMessage }
        }
    }
#endif
