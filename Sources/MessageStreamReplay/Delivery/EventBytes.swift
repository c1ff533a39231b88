// The lines of an event's bytes, changed.

private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

extension [UInt8] {
    /// Whether it is the event `message_stop`, by its `event` line or by its data.
    var isMessageStop: Bool {
        lines.contains { line in
            let text = String(decoding: line.content, as: UTF8.self)
            return text.hasPrefix("event:") && text.hasSuffix("message_stop")
                || text.hasPrefix("data:") && text.contains(#""type":"message_stop""#)
        }
    }

    /// The event without its `event` lines.
    var withoutEventLines: [UInt8] {
        lines.lazy.filter { !$0.content.starts(with: "event:".utf8) }
            .flatMap { $0.content + $0.ending }
    }

    /// The event with CRLF at the end of every line.
    var withCarriageReturns: [UInt8] {
        lines.flatMap { $0.content + ($0.ending.isEmpty ? [] : [carriageReturn, lineFeed]) }
    }

    /// The lines, each with the CR, LF or CRLF that ends it; the last may have none.
    private var lines: [(content: ArraySlice<UInt8>, ending: ArraySlice<UInt8>)] {
        var lines: [(content: ArraySlice<UInt8>, ending: ArraySlice<UInt8>)] = []
        var rest = self[...]
        while !rest.isEmpty {
            let content = rest.prefix { $0 != lineFeed && $0 != carriageReturn }
            rest = rest.dropFirst(content.count)
            let ending = rest.prefix(rest.starts(with: [carriageReturn, lineFeed]) ? 2 : 1)
            rest = rest.dropFirst(ending.count)
            lines.append((content, ending))
        }
        return lines
    }
}
