import MessageStream
import MessageStreamReplay

extension Session {
    /// Decodes the recording and shows what it comes to, waiting for `delay` after each event.
    mutating func playRecording(delay: Duration) throws(Failure) {
        var transcript = MessageTranscript(DemoFormat())
        for event in ReplayRecording.demo.events {
            do throws(MessageStreamError) {
                try transcript.read(event.span, into: &output.text)
            } catch {
                return try complain(about: "demo", .stream(error))
            }
            try output.flush()
            pause(delay)
        }
    }
}
