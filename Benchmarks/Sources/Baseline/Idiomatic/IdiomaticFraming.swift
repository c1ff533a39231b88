/// Server-sent events as Swift programs decode them today: byte by byte into lines, lines into
/// strings.
///
/// Written for clarity, with the standard library's collections, and complete: it passes the
/// cases of `Tests/Corpus/server-sent-events.md`.
public struct IdiomaticFraming {
    private var line: [UInt8] = []
    private var endedWithCR = false
    private var isFirstLine = true

    private var type = ""
    private var data: [String] = []
    private var id: String?
    private var retry: Int64?

    /// The last event ID string of the stream.
    public private(set) var lastEventID = ""
    /// The last valid `retry` field, in milliseconds.
    public private(set) var reconnectionTime: Int64?
    private var pendingLastEventID = ""

    /// A decoder at the start of a stream.
    public init() {}

    /// Decodes a chunk and returns the events that it completes.
    ///
    /// Takes one type of chunk: a generic one would not be specialised for its callers, who are in
    /// another module, and cost several times as much.
    public mutating func append(_ chunk: ArraySlice<UInt8>) -> [BaselineFrame] {
        var events: [BaselineFrame] = []
        for byte in chunk {
            let followsCR = endedWithCR
            endedWithCR = byte == UInt8(ascii: "\r")
            switch byte {
            case UInt8(ascii: "\n") where followsCR: break
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if let event = endLine() { events.append(event) }
            default: line.append(byte)
            }
        }
        return events
    }

    private mutating func endLine() -> BaselineFrame? {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine {
            isFirstLine = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        }
        guard !line.isEmpty else { return dispatch() }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[colon...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        read(
            field: String(decoding: line[..<colon], as: UTF8.self),
            value: String(decoding: value, as: UTF8.self))
        return nil
    }

    private mutating func read(field: String, value: String) {
        switch field {
        case "event": type = value
        case "data": data.append(value)
        case "id" where !value.utf8.contains(0):
            id = value
            pendingLastEventID = value
        case "retry" where !value.isEmpty && value.utf8.allSatisfy { 0x30...0x39 ~= $0 }:
            guard let time = Int64(value) else { break }
            retry = time
            reconnectionTime = time
        default: break
        }
    }

    private mutating func dispatch() -> BaselineFrame? {
        lastEventID = pendingLastEventID
        defer {
            type = ""
            data = []
            id = nil
            retry = nil
        }
        guard !data.isEmpty else { return nil }
        return BaselineFrame(
            type: type, data: data.joined(separator: "\n"), id: id, retry: retry,
            lastEventID: lastEventID)
    }
}
