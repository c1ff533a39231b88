import MessageStream
import PartialJSON
import ServerSentEvents
import TestSupport
import Testing

/// Bytes to typed events: what the framing and the JSON of an event say together.
@Suite struct MessageStreamDecoderTests {
    /// One line per event or error, the same for every chunking.
    private func trace(_ input: String, bytes: [UInt8]? = nil) -> [String] {
        let bytes = bytes ?? Array(input.utf8)
        let whole = trace(of: [bytes[...]])
        for chunking in Chunking.all(for: bytes) {
            #expect(trace(of: chunking.chunks(of: bytes)) == whole, "\(chunking)")
        }
        return whole
    }

    private func trace(
        of chunks: [ArraySlice<UInt8>], limits: ServerSentEventDecoder.Limits = .default
    ) -> [String] {
        var decoder = MessageStreamDecoder(limits: limits)
        var lines: [String] = []
        for chunk in chunks {
            var input = chunk.span
            while true {
                do throws(MessageStreamError) {
                    guard let event = try decoder.next(from: &input) else { break }
                    lines.append(line(event))
                } catch {
                    lines.append("error: \(error)")
                    if error.code == .framing { return lines }
                }
            }
        }
        if decoder.isDone { lines.append("done") }
        return lines
    }

    private func line(_ event: MessageStreamEvent) -> String {
        switch event {
        case .contentBlockDelta(let index, .text(let text)): "\(index) text \(text)"
        case .unknown(let name, let data): "unknown \(name): \(data)"
        case .error(let error): "API error \(error.type.rawValue): \(error.message)"
        default: event.name
        }
    }

    private static let delta =
        #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}"#

    @Test func anEventLineIsNotNeeded() {
        #expect(trace("data: \(Self.delta)\n\n") == ["0 text Hi"])
    }

    @Test func theTypeOfTheJSONWinsOverTheEventLine() {
        #expect(trace("event: ping\ndata: \(Self.delta)\n\n") == ["0 text Hi"])
    }

    @Test func theEventLineTellsTheTypeWhenTheJSONDoesNot() {
        #expect(trace("event: ping\ndata: {}\n\n") == ["ping"])
        #expect(trace("event: message_stop\ndata: {\"a\":1}\n\n") == ["message_stop"])
        #expect(
            trace("event: ping\ndata\n\nevent: message_stop\ndata:{}\n\n") == [
                "ping", "message_stop",
            ])
    }

    @Test func anEventMayHaveSeveralDataLines() {
        let lines = Self.delta.replacing(",", with: ",\ndata: ")
        #expect(trace("event: content_block_delta\ndata: \(lines)\n\n") == ["0 text Hi"])
    }

    @Test func doneIsNoEventAndEverythingElseIsDecodedAfterIt() {
        #expect(trace("data: \(Self.delta)\n\ndata: [DONE]\n\n") == ["0 text Hi", "done"])
        #expect(trace("data:[DONE] \n\ndata: \(Self.delta)\n\n") == ["0 text Hi", "done"])
        #expect(trace("data: [\"DONE\"]\n\n") == [#"unknown message: ["DONE"]"#])
    }

    @Test func anUnknownEventKeepsItsNameAndItsData() {
        #expect(trace("event: x\ndata: {\"a\": 1}\n\n") == [#"unknown x: {"a": 1}"#])
        #expect(trace("event: x\ndata: no JSON\n\n") == ["unknown x: no JSON"])
        #expect(trace("data: {\"type\":\"y\"}\n\n") == [#"unknown y: {"type":"y"}"#])
        #expect(trace("event: x\ndata\n\n") == ["unknown x: "])
        #expect(trace("data: 12\n\n") == ["unknown message: 12"])
    }

    @Test func errorsComeInManyShapes() {
        #expect(
            trace(#"data: {"type":"error","error":{"type":"api_error","message":"m"}}"# + "\n\n")
                == ["API error api_error: m"])
        #expect(
            trace(#"data: {"error":{"type":"api_error","message":"m"}}"# + "\n\n")
                == ["API error api_error: m"])
        #expect(trace(#"data: {"error":"m"}"# + "\n\n") == ["API error : m"])
        #expect(trace("event: error\ndata: upstream\n\n") == ["API error : upstream"])
        for none in [
            #"{"error":null,"a":1}"#, #"{"a":1,"error": false}"#, #"{"error":{},"error":null}"#,
        ] {
            #expect(trace("data: \(none)\n\n") == ["unknown message: \(none)"])
        }
    }

    @Test func anEventThatIsNotJSONFailsWithItsPlaceAndTheNextGoesOn() {
        let bad = #"data: {"type":"ping" x}"#
        let lines = trace("data: \(Self.delta)\n\n\(bad)\n\ndata: \(Self.delta)\n\n")
        let place = 6 + Self.delta.utf8.count + 2 + 6 + 15
        #expect(lines.count == 3)
        #expect(lines[0] == "0 text Hi" && lines[2] == "0 text Hi")
        #expect(lines[1].hasPrefix("error: the data of an event is not JSON"))
        #expect(lines[1].hasSuffix("(event 2, byte \(place))"))
        #expect(trace("data:{\n\n")[0].hasSuffix("(event 1, byte 6)"))
    }

    @Test func whatCarriesNothingIsASignOfLife() {
        for blank in ["data", "data:", "data: ", "data:  \t", "data:\ndata: "] {
            for name in ["", "message", "content_block_delta", "message_stop", "ping"] {
                let line = name.isEmpty ? "" : "event: \(name)\n"
                #expect(trace("\(line)\(blank)\n\n") == ["ping"], "\(name)\(blank)")
            }
        }
        #expect(trace("event: ping\ndata: pong\n\n") == ["ping"])
        #expect(trace("data: ping\n\n") == ["unknown message: ping"])
        #expect(trace("event: message\ndata: ping\n\n") == ["unknown message: ping"])
        #expect(
            trace("data: <p>\n\ndata: \(Self.delta)\n\n") == ["unknown message: <p>", "0 text Hi"])
    }

    @Test func textThatIsNeitherJSONNorUTF8IsRepaired() {
        func only(_ name: String, _ data: [UInt8]) -> [String] {
            trace("", bytes: Array("event: \(name)\ndata: ".utf8) + data + [10, 10])
        }
        let broken: [UInt8] = [0x70, 0xFF, 0x71, 0xE4, 0xB8]
        let repaired = "p\u{FFFD}q\u{FFFD}"
        #expect(only("x", broken) == ["unknown x: \(repaired)"])
        #expect(only("message", broken) == ["unknown message: \(repaired)"])
        #expect(only("error", broken) == ["API error : \(repaired)"])
        #expect(only("ping", broken) == ["ping"])
        #expect(only("content_block_delta", broken)[0].hasPrefix("error: "))
        #expect(only("x", [0x7B] + broken) == ["unknown x: {\(repaired)"])
    }

    @Test func anEventThatLacksWhatItIsThereForFails() {
        func only(_ json: String) -> String { trace("data: \(json)\n\n").joined(separator: "|") }
        #expect(
            only(#"{"type":"content_block_stop"}"#).contains(
                "content_block_stop event has no index"))
        #expect(only(#"{"type":"content_block_start","index":0}"#).contains("no content_block"))
        #expect(only(#"{"type":"content_block_delta","index":0}"#).contains("no delta"))
        #expect(only(#"{"type":"message_start","message":[]}"#).contains("no message"))
        #expect(only(#"{"type":"content_block_stop"}"#).hasSuffix("(event 1, byte 6)"))
    }

    @Test func bytesThatAreNotUTF8AreReplaced() {
        var bytes = Array("data: \(Self.delta)\n\n".utf8)
        bytes.replace([UInt8(ascii: "H")], with: [0xE4, 0xB8])
        #expect(trace("", bytes: bytes) == ["0 text \u{FFFD}i"])
        bytes.replace([UInt8(ascii: "}")], with: [0xFF])
        #expect(trace("", bytes: bytes)[0].hasPrefix("error: the data of an event is not JSON"))
    }

    @Test func aLimitOfTheFramingHasItsPlaceAndStays() {
        let limits = ServerSentEventDecoder.Limits(maximumLineBytes: 20)
        var decoder = MessageStreamDecoder(limits: limits)
        let bytes = Array("data: \(Self.delta)\n\n".utf8)
        for _ in 0..<2 {
            var input = bytes.span
            do throws(MessageStreamError) {
                _ = try decoder.next(from: &input)
                Issue.record("a line of \(bytes.count) bytes passed")
            } catch {
                #expect(error.code == .framing)
                #expect(error.framingError == ServerSentEventError(.lineTooLong, byteOffset: 20))
                #expect(error.byteOffset == 20)
            }
        }
    }

    @Test func aLargeToolInputInOneEventPasses() throws {
        let fragment = String(repeating: "x", count: 1 << 20)
        let event =
            #"data: {"type":"content_block_delta","index":0,"#
            + #""delta":{"type":"input_json_delta","partial_json":"\#(fragment)"}}"# + "\n\n"
        var decoder = MessageStreamDecoder()
        var input = event.utf8.span
        let decoded = try decoder.next(from: &input)
        #expect(decoded == .contentBlockDelta(index: 0, delta: .inputJSON(fragment)))
    }

    @Test func aDecoderOwnsNoMemoryBetweenEvents() throws {
        var decoder = MessageStreamDecoder()
        #expect(decoder.ownedHeapBytes == 0)
        let bytes = Array("event: e\ndata: \(Self.delta)\n\n".utf8)
        var first = bytes.span.extracting(first: 20)
        #expect(try decoder.next(from: &first) == nil)
        #expect(decoder.ownedHeapBytes > 0)
        var second = bytes.span.extracting(droppingFirst: 20)
        #expect(try decoder.next(from: &second) != nil)
        #expect(try decoder.next(from: &second) == nil)
        #expect(decoder.ownedHeapBytes == 0)
        #expect(MemoryLayout<MessageStreamDecoder>.size <= 640)
    }

    @Test(
        .enabled(if: Conformance.isPresent, Comment(rawValue: Conformance.absence)),
        arguments: ScanPath.available, EventScanPath.available)
    func recordedStreamsAreTheSameOnEveryPath(_ path: ScanPath, eventPath: EventScanPath) throws {
        for fixture in Conformance.messages(.anthropic) {
            let body = try fixture.body()
            var expected = MessageStreamDecoder(scanPath: .portable, eventScanPath: .portable)
            var decoder = MessageStreamDecoder(scanPath: path, eventScanPath: eventPath)
            var rest = body.span
            var expectedRest = body.span
            while let event = try? expected.next(from: &expectedRest) {
                #expect(try decoder.next(from: &rest) == event, "\(fixture)")
            }
        }
    }
}
