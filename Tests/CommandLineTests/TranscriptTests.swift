import MessageStream
import TestSupport
import Testing

@testable import message_stream

/// What the modes write, without a process.
struct TranscriptTests {
    private static func text(
        of stream: String, _ format: some MessageFormat, _ chunking: Chunking = .whole
    ) throws(MessageStreamError) -> String {
        var transcript = MessageTranscript(format)
        var text = ""
        for chunk in chunking.chunks(of: Array(stream.utf8)) {
            try transcript.read(chunk.span, into: &text)
        }
        try transcript.finish(into: &text)
        return text
    }

    private static func write(
        _ stream: ArraySlice<UInt8>, _ format: some MessageFormat, into text: inout String
    ) throws(MessageStreamError) {
        var transcript = MessageTranscript(format)
        try transcript.read(stream.span, into: &text)
        try transcript.finish(into: &text)
    }

    @Test func nothingDependsOnTheChunks() throws {
        for chunking in Chunking.all(for: Array(Recordings.answer.utf8)) {
            let text = try Self.text(of: Recordings.answer, TextFormat(style: .plain), chunking)
            try #require(text == Recordings.answerText, "\(chunking)")
            let events = try Self.text(of: Recordings.answer, EventFormat(), chunking)
            try #require(events == Recordings.answerEvents, "\(chunking)")
            let json = try Self.text(of: Recordings.answer, MessageJSONFormat(), chunking)
            try #require(json == Recordings.answerJSON, "\(chunking)")
        }
    }

    @Test func everyBeginningOfAStreamIsToldToBreakOff() {
        let bytes = Array(Recordings.answer.utf8)
        // From the message_delta on the message is whole: the stop reason is there.
        let whole = Recordings.answer(upToEventWith: "message_stop").utf8.count
        for count in 0..<whole {
            var text = ""
            do throws(MessageStreamError) {
                try Self.write(bytes[..<count], EventFormat(), into: &text)
                Issue.record("\(count) bytes are taken for a whole stream")
            } catch {
                #expect(error.code == (text.isEmpty ? .noMessage : .truncated))
                #expect(error.byteOffset == UInt64(count))
            }
            #expect(Recordings.answerEvents.hasPrefix(text))
        }
    }

    @Test func aTerminalShowsThoughtsDimmed() throws {
        let style = Style(isTerminal: true, canDim: true)
        let text = try Self.text(of: Recordings.answer, TextFormat(style: style))
        #expect(
            text == """
                \u{1b}[2mTwo and
                two\u{1b}[0m\u{1b}[2m.\u{1b}[0m
                你好, I "count".
                tool calculator {"expression": "2+2"}
                \u{1b}[2musage: 25 input tokens, 7 read from the cache, 15 output tokens; \
                stop reason: tool_use\u{1b}[0m

                """)
    }

    @Test func noTextCanCommandATerminal() throws {
        let stream = Recordings.message(#"\u001b]0;title\u0007\u009b2J\r\nline\t\u007f"#)
        let style = Style(isTerminal: true, canDim: false)
        let shown = try Self.text(of: stream, TextFormat(style: style))
        #expect(shown.hasPrefix(#"\u{1B}]0;title\u{07}\u{009B}2J\r"# + "\nline\t" + #"\u{7F}"#))
        let plain = try Self.text(of: stream, TextFormat(style: .plain))
        #expect(plain.hasPrefix("\u{1b}]0;title\u{7}\u{9b}2J\r\nline\t\u{7f}\n"))
    }

    @Test(arguments: [
        (#"{\"a\": tru"#, #"tool t {} (the input breaks off)"#),
        (#"{\"a\": nope}"#, #"tool t {"a": nope} (the input is not JSON: "#),
        (#"[1, \"\\u001b\"]"#, #"tool t [1, "\u001b"]"#),
        ("", "tool t {}"),
    ])
    func aToolInputIsJudged(_ fragment: String, _ line: String) throws {
        let stream =
            Recordings.event("message_start", #"{"type":"message_start","message":{}}"#)
            + Recordings.event(
                "content_block_start",
                #"{"type":"content_block_start","index":0,"#
                    + #""content_block":{"type":"tool_use","name":"t","input":{}}}"#)
            + Recordings.event(
                "content_block_delta",
                #"{"type":"content_block_delta","index":0,"#
                    + #""delta":{"type":"input_json_delta","partial_json":"\#(fragment)"}}"#)
            + Recordings.event("content_block_stop", #"{"type":"content_block_stop","index":0}"#)
            + Recordings.messageStop
        let text = try Self.text(of: stream, TextFormat(style: .plain))
        #expect(text.hasPrefix(line))
        #expect(text.split(separator: "\n").count == 2)
    }

    @Test func whatComesAfterTheEndIsNoText() throws {
        let start = #"{"type":"content_block_start","index":0,"#
        let block = #""content_block":{"type":"text","text":"late"}}"#
        let late = Recordings.event("content_block_start", start + block)
        let text = try Self.text(of: Recordings.answer + late, TextFormat(style: .plain))
        #expect(text == Recordings.answerText)
    }

    @Test func aMessageMayBeReplayedWhole() throws {
        let message = #"{"content":[{"type":"text","text":"Da."}],"stop_reason":"end_turn"}"#
        let start = #"{"type":"message_start","message":\#(message)}"#
        let stream = Recordings.event("message_start", start) + Recordings.messageStop
        let text = try Self.text(of: stream + stream, TextFormat(style: .plain))
        let summary = "usage: 0 input tokens, 0 output tokens so far; stop reason: end_turn"
        #expect(text == "Da.\n\(summary)\nDa.\n\(summary)\n")
    }

    @Test func aStartThatComesAgainIsShownOnce() throws {
        let message =
            #"{"id":"m","content":[{"type":"text","text":"Da."}],"stop_reason":"end_turn"}"#
        let start = Recordings.event(
            "message_start", #"{"type":"message_start","message":\#(message)}"#)
        let stream = start + start + Recordings.messageStop
        let text = try Self.text(of: stream, TextFormat(style: .plain))
        let summary = "usage: 0 input tokens, 0 output tokens so far; stop reason: end_turn"
        #expect(text == "Da.\n\(summary)\n")
    }

    @Test func messagesThatWereMixedAreAnError() throws {
        func start(_ id: String) -> String {
            Recordings.event(
                "message_start",
                #"{"type":"message_start","message":{"id":"\#(id)","content":[]}}"#)
        }
        let block = Recordings.event(
            "content_block_start",
            #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"one"}}"#
        )
        var text = ""
        let error = #expect(throws: MessageStreamError.self) {
            try Self.write(
                Array((start("first") + block + start("second") + Recordings.messageStop).utf8)[
                    ...],
                TextFormat(style: .plain), into: &text)
        }
        #expect(error?.code == .anotherMessage)
        #expect(error?.eventNumber == 3)
        #expect(text.hasPrefix("one\n"))
        // Messages in a row are none of these, with IDs and without.
        let row = Recordings.message("one") + Recordings.message("two")
        let shown = try Self.text(of: row, MessageJSONFormat())
        #expect(shown.split(separator: "\n").count == 2)
    }

    @Test func anUnknownEventThatIsNoJSONStaysOnItsLine() throws {
        let stream = "event: a\u{1b}b\ndata: one\ndata: \"two\ndata\n\n" + Recordings.message("x")
        let text = try Self.text(of: stream, EventFormat())
        #expect(text.hasPrefix(#"1 a\u{1B}b "one\n\"two\n""# + "\n2 message_start "))
    }
}

/// What is shown on terminals only.
struct TerminalTests {
    @Test func stylesFollowTheEnvironment() {
        #expect(Style.terminal(type: "xterm-256color", noColor: nil).canDim)
        #expect(Style.terminal(type: "xterm", noColor: "").canDim)
        #expect(!Style.terminal(type: "xterm", noColor: "1").canDim)
        #expect(!Style.terminal(type: "dumb", noColor: nil).canDim)
        #expect(!Style.terminal(type: nil, noColor: nil).canDim)
        #expect(Style.terminal(type: nil, noColor: nil).isTerminal)
    }

    @Test func progressIsForLargeFilesOnly() throws {
        #expect(Progress(of: nil) == nil)
        #expect(Progress(of: 8 << 20) == nil)
        let progress = try #require(Progress(of: 96 << 20))
        #expect(
            progress.text(byteCount: 12 << 20, eventCount: 104_857)
                == "12 of 96 MiB (12 %), 104857 events")
        #expect(progress.text(byteCount: 97 << 20, eventCount: 1).contains("(100 %)"))
    }

    @Test func aLiveLineIsNotWrittenFasterThanItCanBeRead() {
        var line = LiveLine()
        let start = ContinuousClock.now
        #expect(line.erasure == nil)
        #expect(line.update(to: "one", at: start) == "\r\u{1b}[Kone")
        #expect(line.update(to: "two", at: start + .milliseconds(49)) == nil)
        #expect(line.update(to: "three", at: start + .milliseconds(50)) == "\r\u{1b}[Kthree")
        #expect(line.erasure == "\r\u{1b}[K")
    }

    @Test func aLiveLineShowsTheEndThatGrows() {
        #expect(LiveLine.end(of: "short") == "short")
        let digits = String(repeating: "0123456789", count: 20)
        #expect(LiveLine.end(of: digits) == "…" + digits.suffix(LiveLine.width - 1))
        let wide = String(repeating: "你", count: 100)
        #expect(LiveLine.end(of: wide) == "…" + wide.suffix((LiveLine.width - 1) / 2))
    }
}
