extension MessageAccumulator {
    /// The message with those of its blocks that are complete, or nil while there is nothing of one.
    ///
    /// Of a message that was cut this is what may go into the history of a conversation as the
    /// model's own words. Costs time linear in the number of blocks.
    public var completedMessage: Message? {
        guard var message else { return nil }
        if ending?.isComplete == true { return message }
        message.content = zip(message.content, blocks).filter { $1.isStopped }.map(\.0)
        return message
    }
}
