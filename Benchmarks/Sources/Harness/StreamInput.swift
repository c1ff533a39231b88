public import Foundation

/// A recorded or generated event stream, and where its events and messages begin.
public struct StreamInput: Sendable {
    /// What the stream is called, such as `text` or `text-crlf`.
    public let name: String
    /// The bytes of the stream.
    public let bytes: [UInt8]
    /// The bytes of each event, its blank line included. Comments are part of the event they precede.
    public let events: [Range<Int>]
    /// The events of each message: a `message_start` and what follows, or what `[DONE]` ends.
    public let messages: [Range<Int>]

    /// The stream `bytes`, in which a blank line ends every event and every line ends alike.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        events = Self.events(of: bytes)
        messages = Self.messages(of: bytes, events: events)
    }

    /// The stream in a file, named like the file without its extension.
    public init(contentsOf file: URL) throws {
        self.init(
            name: file.deletingPathExtension().lastPathComponent,
            bytes: [UInt8](try Data(contentsOf: file)))
    }

    /// The messages that begin before `count` bytes, each of them whole.
    public func prefix(_ count: Int) -> StreamInput {
        guard let last = messages.last(where: { events[$0.lowerBound].lowerBound < count }) else {
            return self
        }
        let end = events[last.upperBound - 1].upperBound
        return StreamInput(name: name, bytes: Array(bytes[..<end]))
    }

    /// The mean length of an event in bytes.
    public var bytesPerEvent: Double { Double(bytes.count) / Double(max(1, events.count)) }

    private static func events(of bytes: [UInt8]) -> [Range<Int>] {
        var events: [Range<Int>] = []
        var start = 0
        var lineIsEmpty = true
        for (place, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "\n"):
                if lineIsEmpty {
                    events.append(start..<place + 1)
                    start = place + 1
                }
                lineIsEmpty = true
            case UInt8(ascii: "\r"): break
            default: lineIsEmpty = false
            }
        }
        return events
    }

    private static func messages(of bytes: [UInt8], events: [Range<Int>]) -> [Range<Int>] {
        let begins = Array("event: message_start".utf8)
        let isDone = Array("data: [DONE]".utf8)
        var starts = [0]
        for (number, event) in events.enumerated() {
            if bytes[event].starts(with: begins), number > 0 { starts.append(number) }
            if bytes[event].starts(with: isDone), number + 1 < events.count {
                starts.append(number + 1)
            }
        }
        return zip(starts, starts.dropFirst() + [events.count]).map { $0..<$1 }
    }
}
