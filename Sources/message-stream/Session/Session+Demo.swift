import MessageStream

extension Session {
    /// Decodes the recording and shows what it comes to, waiting for `delay` after each event.
    mutating func playRecording(delay: Duration) throws(Failure) {
        var transcript = MessageTranscript(DemoFormat())
        for event in Recording.events {
            do throws(MessageStreamError) {
                try transcript.read(event.utf8.span, into: &output.text)
            } catch {
                return try complain(about: "demo", .stream(error))
            }
            try output.flush()
            pause(delay)
        }
    }
}
