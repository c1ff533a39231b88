import MessageStreamReplay

extension ReplayRecording {
    /// Four events with characters of one to four bytes, and a comment.
    static let short = ReplayRecording(name: "short", text: shortEvents.joined())

    /// The events of ``short``, as they are cut.
    static let shortEvents = [
        "event: message_start\n"
            + #"data: {"type":"message_start","message":{"id":"m","role":"assistant","content":[]}}"#
            + "\n\n",
        ": hello\n\nevent: content_block_start\n"
            + #"data: {"type":"content_block_start","index":0,"#
            + #""content_block":{"type":"text","text":"aé你🙂"}}"#
            + "\n\n",
        "event: message_delta\n"
            + #"data: {"type":"message_delta","delta":{"stop_reason":"end_turn"}}"# + "\n\n",
        "event: message_stop\n" + #"data: {"type":"message_stop"}"# + "\n\n",
    ]

    init(name: String, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }
}
