/// The cases of Tests/Corpus/messages*.md, the first of which describes their frames.
extension Corpus {
    /// The files with cases of messages.
    package static let messageFiles = [
        "messages", "messages-blocks", "messages-tool-inputs", "messages-endings",
        "messages-heartbeats", "messages-starts",
    ]

    /// All cases of messages.
    package static func messages() throws -> [CorpusCase] {
        try messageFiles.flatMap(cases)
    }
}

extension CorpusCase {
    /// What stands around the input.
    package var messageFrame: (before: String, after: String) {
        let name = self["input"]?.attributes["frame"] ?? "whole"
        guard let frame = Self.frames[name] else {
            preconditionFailure("there is no frame '\(name)'")
        }
        return frame
    }

    /// The whole stream of a message.
    package var messageStream: [UInt8] {
        Array(messageFrame.before.utf8) + input + Array(messageFrame.after.utf8)
    }

    private static let frames: [String: (before: String, after: String)] = [
        "whole": (start, end), "start": (start, ""), "none": ("", ""),
    ]

    private static let start = """
        data: {"type":"message_start","message":{"id":"m","role":"assistant","content":[],\
        "model":"x","stop_reason":null,"usage":{"input_tokens":3,"output_tokens":1}}}


        """
    private static let end = """
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},\
        "usage":{"output_tokens":9}}

        data: {"type":"message_stop"}


        """
}
