import Testing

@testable import MessageStream

/// What a body is: by its beginning, and by its label where that says nothing.
@Suite struct BodyJudgementTests {
    private typealias Kind = BodyJudgement.Kind

    private static let labels: [String?] = [
        nil, "", "application/json", "text/plain; charset=utf-8", "application/octet-stream",
        "text/html", "text/event-stream-of-mine", "application/x-ndjson",
    ]
    private static let streamLabels = [
        "text/event-stream", "text/event-stream; charset=utf-8", "TEXT/Event-Stream;charset=utf-8",
        " text/event-stream ",
    ]

    /// Judges `bytes` in pieces of so many bytes.
    private func judge(_ bytes: [UInt8], _ label: String?, pieces size: Int) -> Kind {
        var judgement = BodyJudgement(contentType: label)
        var start = 0
        while start < bytes.count {
            let piece = Array(bytes[start..<min(start + size, bytes.count)])
            judgement.judge(piece.span)
            start += size
        }
        return judgement.finish()
    }

    private func check(
        _ bytes: [UInt8], _ expected: BodyJudgement.Kind, labelled: BodyJudgement.Kind
    ) {
        let text = String(decoding: bytes, as: UTF8.self)
        for size in [1, 2, 3, 5, 1 << 20] {
            for label in Self.labels {
                #expect(judge(bytes, label, pieces: size) == expected, "\(label ?? "nil"): \(text)")
            }
            for label in Self.streamLabels {
                #expect(judge(bytes, label, pieces: size) == labelled, "\(label): \(text)")
            }
        }
    }

    @Test(arguments: [
        "data: {}\n\n", "data:{}", "data\n\n", "event: ping\ndata: {}\n\n", "id: 1\n", "id\r\n",
        "retry: 5\r", ": hello\n\n", ":\n", "\n\r\n\ndata: x\n", "\u{FEFF}event: a\n",
        "\u{FEFF}\n: x\n", "", "\n\n  \n", "\u{FEFF}",
    ])
    func `fields, comments and nothing are an event stream, whatever the label`(_ text: String) {
        check(Array(text.utf8), .eventStream, labelled: .eventStream)
    }

    @Test(arguments: [
        #"{"type":"error"}"#, #"[{"error":{}}]"#, "\n\n {\"a\": 1}", "\t{", "\u{FEFF}{}",
        "\u{FEFF} \r\n[",
    ])
    func `an object or array is JSON, whatever the label`(_ text: String) {
        check(Array(text.utf8), .json, labelled: .json)
    }

    @Test(arguments: ["<!DOCTYPE html>", "\n <html>", "<?xml version=\"1.0\"?>", "\u{FEFF}<p>"])
    func `markup is no event stream, whatever the label`(_ text: String) {
        check(Array(text.utf8), .other, labelled: .other)
    }

    @Test(arguments: [
        "upstream connect error", "dat", "dates: 1", "data", "events: x\n", " data: x\n", "da: x",
        "\"error\"", "x", "Data: x\n", "error: no such model\n", "i", "retry",
    ])
    func `other text is an event stream where the label says so`(_ text: String) {
        check(Array(text.utf8), .other, labelled: .eventStream)
    }

    @Test func `bytes that are no text are an event stream where the label says so`() {
        for bytes: [UInt8] in [
            [0x1F, 0x8B, 0x08], [0xFF, 0xFE, 0x64, 0x00], [0xEF, 0xBB, 0x64], [0xEF, 0x64], [0x00],
        ] {
            check(bytes, .other, labelled: .eventStream)
        }
    }

    @Test(arguments: [": waiting\n\n", ":\r\n\r\n: waiting\r\n", "\u{FEFF}: a\r: {\n\n"])
    func `behind comments of a labelled stream an error may stand`(_ comments: String) {
        let bytes = Array((comments + #"{"error":{}}"#).utf8)
        for size in [1, 2, 7, 1 << 20] {
            #expect(judge(bytes, "text/event-stream", pieces: size) == .json)
        }
        let stream = Array((comments + "data: {}\n\n{").utf8)
        #expect(judge(stream, "text/event-stream", pieces: 1) == .eventStream)
    }

    @Test func `it is told where the JSON begins, and only once`() {
        var judgement = BodyJudgement(contentType: nil)
        #expect(judgement.judge(Array("\r\n".utf8).span) == nil)
        #expect(judgement.kind == nil)
        #expect(judgement.judge(Array("  {\"a\":1}".utf8).span) == 2)
        #expect(judgement.kind == .json)
        #expect(judgement.judge(Array("{".utf8).span) == nil)
    }

    @Test func `white space without end is a stream that is kept alive`() {
        var judgement = BodyJudgement(contentType: "application/json")
        let blank = [UInt8](repeating: 0x20, count: BodyJudgement.greatestBlank)
        judgement.judge(blank.span)
        #expect(judgement.kind == nil)
        judgement.judge(blank.span)
        #expect(judgement.kind == .eventStream)
    }
}
