import MessageStream

/// Each message as one line of JSON, when it is over.
struct MessageJSONFormat: MessageFormat {
    func show(_ numbered: NumberedEvent, update: MessageUpdate?, into text: inout String) {}

    func showEnd(of message: Message, isUsageProvisional: Bool, into text: inout String) {
        text += message.jsonText + "\n"
    }
}
