import Testing

@testable import MessageStreamLoad

struct ChatAnswerCheckTests {
    /// The text of an answer of so many deltas, and what was noted when it was sent.
    private static func text(_ deltas: Int) -> (text: String, sent: SentAnswer) {
        var sent = SentAnswer()
        sent.requests = 1
        var bytes: [UInt8] = []
        for index in 0..<deltas {
            var stamp = [UInt8](repeating: 0, count: Stamp.byteCount)
            sent.stamp(at: UInt64(index)).write(to: &stamp, at: 0)
            bytes += stamp + KnownAnswer.form(of: index).words
        }
        sent.isEnded = true
        return (String(decoding: bytes, as: UTF8.self), sent)
    }

    private static func check(_ stream: String, _ sent: SentAnswer) throws(StreamFailure) -> Int {
        let check = ChatAnswerCheck()
        var arrivals = Arrivals()
        let bytes = Array(stream.utf8)
        let deltas = try check.take(bytes.span, sent: sent, at: 5000, into: &arrivals)
        try check.finish(sent: sent)
        return deltas
    }

    private static func events(_ contents: [some StringProtocol], done: Bool = true) -> String {
        let events = contents.enumerated().map { index, content in
            "id: a-\(index + 1)\ndata: {\"content\": \"\(content)\"}\n\n"
        }
        return events.joined() + (done ? "id: a-9\ndata: [DONE]\n\n" : "")
    }

    @Test(arguments: [1, 5, Stamp.byteCount, 1000])
    func `contents join to the text, however it is cut`(size: Int) throws {
        let (text, sent) = Self.text(6)
        let contents = stride(from: 0, to: text.count, by: size).map {
            text.dropFirst($0).prefix(size)
        }
        #expect(try Self.check(Self.events(contents), sent) == 6)
    }

    @Test func `heartbeats and richer events are no part of the text`() throws {
        let (text, sent) = Self.text(1)
        let stream =
            ": heartbeat\n\n" + Self.events([text], done: false)
            + "event: usage\ndata: {\"output_tokens\": 1}\n\ndata: [DONE]\n\n"
        #expect(try Self.check(stream, sent) == 1)
    }

    @Test func `what is not the whole text and its end is noticed`() {
        let (text, sent) = Self.text(2)
        let cases: [(String, StreamFailure.Reason)] = [
            (Self.events([text], done: false), .incomplete),
            (Self.events([text.dropLast(Stamp.byteCount)]), .incomplete),
            (Self.events([text.dropLast(1)]), .incomplete),
            (Self.events([text.dropFirst(Stamp.byteCount)]), .wrongEvent),
            (Self.events([text.dropLast(1) + "x"]), .differs),
            (Self.events([text.dropFirst(1)]), .differs),
            (Self.events([text, text]), .wrongEvent),
            (Self.events([text]) + Self.events([""]), .excess),
            ("data: {\"error\": {\"type\": \"api_error\"}}\n\n", .errorEvent),
            ("data: {\"text\": \"\"}\n\n", .malformed),
        ]
        for (stream, reason) in cases {
            let failure = #expect(throws: StreamFailure.self) { try Self.check(stream, sent) }
            #expect(failure?.reason == reason, "\(stream)")
        }
    }
}
