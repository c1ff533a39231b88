import MessageStream
import PartialJSON

/// What an input is that had no event in it, told by what it begins with.
enum InputKind: Equatable {
    /// It has lines of an event stream, though none that carry anything.
    case eventStream
    /// It has lines of an event that no empty line ends.
    case unendedEvent
    /// A whole message, as the API answers without streaming.
    case message(JSONValue)
    /// An error of the API.
    case apiError(JSONValue)
    /// JSON of another kind, the beginning of it.
    case otherJSON(String)
    case empty, blank, utf32, gzip, zstandard, zip, utf16, page, httpHead, jsonLines, damagedJSON,
        binary, text

    /// - Parameter bytes: The whole input, or as much of it as was kept.
    init(_ bytes: [UInt8]) {
        var judgement = BodyJudgement(contentType: nil)
        judgement.judge(bytes.span)
        let text = bytes.withoutMark
        if bytes.isEmpty {
            self = .empty
        } else if text.allSatisfy(\.isBlank) {
            self = .blank
        } else if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
            self = .utf32
        } else if bytes.starts(with: [0x1F, 0x8B]) {
            self = .gzip
        } else if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            self = .zstandard
        } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            self = .zip
        } else if Self.isUTF16(bytes) {
            self = .utf16
        } else if bytes.contains(0) {
            self = .binary
        } else {
            switch judgement.finish() {
            case .eventStream: self = Self.hasData(bytes) ? .unendedEvent : .eventStream
            case .json: self = Self.json(text)
            case .other: self = Self.text(text)
            }
        }
    }

    /// UTF-16 has a byte order mark, or a zero in every letter of ASCII.
    private static func isUTF16(_ bytes: [UInt8]) -> Bool {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
        guard bytes.count >= 4 else { return false }
        let isZero = bytes.prefix(4).map { $0 == 0 }
        return isZero == [true, false, true, false] || isZero == [false, true, false, true]
    }

    /// Whether there is a line of data, which an empty line would have made an event.
    private static func hasData(_ bytes: [UInt8]) -> Bool {
        bytes.withoutMark.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).contains { line in
            line.elementsEqual("data".utf8) || line.starts(with: "data:".utf8)
        }
    }

    private static func text(_ bytes: [UInt8]) -> InputKind {
        if bytes.starts(with: "HTTP/".utf8) { return .httpHead }
        let beginning = bytes.drop(while: \.isBlank).prefix(2)
        // What curl -v shows of both sides begins with one of these and a space.
        if ["* ", "> ", "< "].contains(where: { beginning.elementsEqual($0.utf8) }) {
            return .httpHead
        }
        return beginning.first == UInt8(ascii: "<") ? .page : .text
    }

    private static func json(_ text: [UInt8]) -> InputKind {
        do throws(JSONError) {
            let value = try JSONValue(parsing: text)
            if value["type"]?.string == "message" { return .message(value) }
            let isError = value["type"]?.string == "error" || value.object?.saysError == true
            return isError ? .apiError(value) : .otherJSON(value.jsonText)
        } catch {
            let lines = text.split(maxSplits: 2, whereSeparator: { $0 == 0x0A || $0 == 0x0D })
            let areWhole = lines.prefix(2).allSatisfy {
                (try? JSONValue(parsing: Array($0))) != nil
            }
            return areWhole ? .jsonLines : .damagedJSON
        }
    }

    /// The most characters of a JSON text that are shown.
    private static let longestExcerpt = 200

    /// The events by which a stream would have said the same, or nil where there are none.
    var asEvents: String? {
        switch self {
        case .message(let message):
            Self.events(
                [
                    ["type": "message_start", "message": message],
                    [
                        "type": "message_delta",
                        "delta": ["stop_reason": message["stop_reason"] ?? .null],
                        "usage": message["usage"] ?? .null,
                    ],
                ]
                    + (message["stop_reason"]?.string?.isEmpty == false
                        ? [["type": "message_stop"]] : []))
        case .apiError(let error): Self.events([error])
        case .eventStream, .unendedEvent, .empty, .blank, .gzip, .zstandard, .zip, .utf16, .utf32,
            .page, .httpHead, .jsonLines, .otherJSON, .damagedJSON, .binary, .text:
            nil
        }
    }

    private static func events(_ data: [JSONValue]) -> String {
        data.map { "data: \($0.jsonText)\n\n" }.joined()
    }

    /// Whether there is nothing in it to be read, however long.
    var isForeign: Bool {
        switch self {
        case .gzip, .zstandard, .zip, .utf16, .utf32, .page, .httpHead: true
        case .eventStream, .unendedEvent, .empty, .blank, .binary, .text, .message, .apiError,
            .jsonLines, .otherJSON, .damagedJSON:
            false
        }
    }

    /// What it looks like and what to do; nil for an event stream.
    var sentence: String? {
        switch self {
        case .eventStream: nil
        case .unendedEvent:
            "it has lines of an event stream, but no empty line ends an event: it was cut, or its "
                + "empty lines were taken out"
        case .empty: "it is empty: expected an event stream"
        case .blank: "it has nothing but white space: expected an event stream"
        case .gzip: "it is compressed by gzip: decompress it first, with gunzip -c"
        case .zstandard: "it is compressed by zstd: decompress it first, with zstd -dc"
        case .zip: "it is a zip archive: unpack it first, with unzip -p"
        case .httpHead:
            "it has the head of an HTTP response, as curl -i and curl -v print it: leave that option out"
        case .utf16:
            "it is UTF-16, and event streams are UTF-8: convert it first, with iconv -f UTF-16 -t UTF-8"
        case .utf32:
            "it is UTF-32, and event streams are UTF-8: convert it first, with iconv -f UTF-32 -t UTF-8"
        case .page:
            "it is a page of HTML or XML, which a server or a proxy sent in place of events: look at "
                + "the URL and at the response's status"
        case .message: "it is a whole message and no event stream: decode it without --raw"
        case .apiError: "it is an error of the API and no event stream: decode it without --raw"
        case .jsonLines:
            "it is lines of JSON and no event stream: put 'data: ' before each line and an empty "
                + "line behind it, with sed 's/.*/data: &\\n/'"
        case .otherJSON(let json):
            "it is JSON, but neither an event stream nor a message nor an API error: "
                + json.prefix(Self.longestExcerpt).description.escapingControls(keepingLines: false)
        case .damagedJSON: "it begins like JSON, is no whole JSON text, and no event stream"
        case .binary: "it is binary data: expected an event stream"
        case .text: "it is text without events: expected lines that begin with 'data:'"
        }
    }
}

extension [UInt8] {
    /// The bytes behind a byte order mark of UTF-8, which there may be.
    fileprivate var withoutMark: [UInt8] {
        starts(with: [0xEF, 0xBB, 0xBF]) ? Array(dropFirst(3)) : self
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || 0x09...0x0D ~= self }
}
