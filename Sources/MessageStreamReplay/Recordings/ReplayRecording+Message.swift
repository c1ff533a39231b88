internal import MessageStream

extension ReplayRecording {
    /// The message that the recording comes to, as a client gets it that did not ask for a stream.
    ///
    /// Costs one pass over the bytes.
    ///
    /// - Throws: Why there is no whole message.
    func message() throws(MessageStreamError) -> Message {
        var decoder = MessageStreamDecoder()
        var accumulator = MessageAccumulator()
        for bytes in events where accumulator.ending == nil {
            var input = bytes.span
            while accumulator.ending == nil, let event = try decoder.next(from: &input) {
                try accumulator.append(event)
            }
        }
        return try accumulator.finalMessage()
    }
}
