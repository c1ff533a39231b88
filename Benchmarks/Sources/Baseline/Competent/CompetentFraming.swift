private import Foundation

/// Server-sent events as a good engineer would write them today: `memchr` from line to line, fields
/// where they lie in the chunk, copies only of what a chunk's end cuts.
@safe
public struct CompetentFraming {
    /// The line that the chunks before have begun.
    private var line: [UInt8] = []
    private var endedWithCR = false
    private var isFirstLine = true

    // What the event has so far: in the chunk as long as it can be, else copied.
    private var typeInChunk: Bytes?
    private var dataInChunk: Bytes?
    private var type: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var id: String?
    private var retry: Int64?

    /// The last event ID string of the stream.
    public private(set) var lastEventID = ""
    /// The last valid `retry` field, in milliseconds.
    public private(set) var reconnectionTime: Int64?
    private var pendingLastEventID = ""

    /// A decoder at the start of a stream.
    public init() {}

    /// Calls `body` with every event that the chunk completes.
    public mutating func forEachFrame(
        of chunk: UnsafeBufferPointer<UInt8>, _ body: (CompetentFrame) throws -> Void
    ) rethrows {
        var rest = unsafe chunk
        if endedWithCR, let first = unsafe rest.first {
            endedWithCR = false
            if first == UInt8(ascii: "\n") { unsafe rest = Bytes(rebasing: rest.dropFirst()) }
        }
        guard let base = rest.baseAddress else { return }
        let end = rest.count
        // Streams have no CR, so that this search is made once a chunk.
        var nextCR = unsafe base.position(of: UInt8(ascii: "\r"), from: 0, to: end)
        var nextLF = unsafe base.position(of: UInt8(ascii: "\n"), from: 0, to: end)
        var start = 0
        while true {
            let lineEnd = min(nextCR, nextLF)
            let part = unsafe Bytes(start: base + start, count: lineEnd - start)
            guard lineEnd < end else {
                unsafe line.append(contentsOf: part)
                break
            }
            start = lineEnd + 1
            if lineEnd == nextCR {
                if start == end { endedWithCR = true } else if start == nextLF { start += 1 }
                nextCR = unsafe base.position(of: UInt8(ascii: "\r"), from: start, to: end)
            }
            if start > nextLF {
                nextLF = unsafe base.position(of: UInt8(ascii: "\n"), from: start, to: end)
            }
            try unsafe endLine(part, body)
        }
        keepWhatLiesInTheChunk()
    }

    private mutating func endLine(
        _ part: Bytes, _ body: (CompetentFrame) throws -> Void
    ) rethrows {
        if line.isEmpty {
            try unsafe read(part, isInChunk: true, body)
        } else {
            var whole: [UInt8] = []
            swap(&whole, &line)
            unsafe whole.append(contentsOf: part)
            try unsafe whole.withUnsafeBufferPointer { bytes in
                try unsafe read(bytes, isInChunk: false, body)
            }
            whole.removeAll(keepingCapacity: true)
            swap(&whole, &line)
        }
    }

    private mutating func read(
        _ whole: Bytes, isInChunk: Bool, _ body: (CompetentFrame) throws -> Void
    ) rethrows {
        var line = unsafe whole
        if isFirstLine {
            isFirstLine = false
            if unsafe line.starts(with: [0xEF, 0xBB, 0xBF]) {
                unsafe line = Bytes(rebasing: line.dropFirst(3))
            }
        }
        guard let start = line.baseAddress, !line.isEmpty else { return try dispatch(body) }
        if unsafe line.starts(withField: "data") {
            unsafe add(data: line.value(behind: 4), isInChunk: isInChunk)
        } else if unsafe line.starts(withField: "event") {
            let value = unsafe line.value(behind: 5)
            unsafe typeInChunk = isInChunk ? value : nil
            if !type.isEmpty { type.removeAll(keepingCapacity: true) }
            if !isInChunk { unsafe type.append(contentsOf: value) }
        } else {
            let colon = unsafe start.position(of: UInt8(ascii: ":"), from: 0, to: line.count)
            unsafe read(
                rareField: String(decoding: line[..<colon], as: UTF8.self),
                String(decoding: line.value(behind: colon), as: UTF8.self))
        }
    }

    private mutating func read(rareField name: String, _ value: String) {
        switch name {
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

    private mutating func add(data value: Bytes, isInChunk: Bool) {
        if hasData {
            keepWhatLiesInTheChunk()
            data.append(UInt8(ascii: "\n"))
            unsafe data.append(contentsOf: value)
        } else if isInChunk {
            unsafe dataInChunk = value
        } else {
            unsafe data.append(contentsOf: value)
        }
        hasData = true
    }

    private mutating func dispatch(_ body: (CompetentFrame) throws -> Void) rethrows {
        if id != nil { lastEventID = pendingLastEventID }
        let hadData = hasData
        defer { clear() }
        guard hadData else { return }
        let identity =
            lastEventID.isEmpty && id == nil
            ? nil : CompetentFrame.Identity(id: id, lastEventID: lastEventID)
        if let data = unsafe dataInChunk, let type = unsafe typeInChunk {
            return try unsafe body(
                CompetentFrame(type: type, data: data, retry: retry, identity: identity))
        }
        try unsafe type.withUnsafeBufferPointer { ownType in
            try unsafe data.withUnsafeBufferPointer { ownData in
                try unsafe body(
                    CompetentFrame(
                        type: typeInChunk ?? ownType, data: dataInChunk ?? ownData,
                        retry: retry, identity: identity))
            }
        }
    }

    private mutating func clear() {
        unsafe typeInChunk = nil
        unsafe dataInChunk = nil
        if !type.isEmpty { type.removeAll(keepingCapacity: true) }
        if !data.isEmpty { data.removeAll(keepingCapacity: true) }
        hasData = false
        if id != nil { id = nil }
        retry = nil
    }

    private mutating func keepWhatLiesInTheChunk() {
        if let bytes = unsafe typeInChunk { unsafe type.append(contentsOf: bytes) }
        if let bytes = unsafe dataInChunk { unsafe data.append(contentsOf: bytes) }
        unsafe typeInChunk = nil
        unsafe dataInChunk = nil
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the line is this field, with or without a value.
    fileprivate func starts(withField name: StaticString) -> Bool {
        let length = name.utf8CodeUnitCount
        guard count >= length, let base = baseAddress,
            unsafe memcmp(base, name.utf8Start, length) == 0
        else {
            return false
        }
        return unsafe count == length || self[length] == UInt8(ascii: ":")
    }

    /// What stands behind the colon and the one space that may follow it.
    fileprivate func value(behind colon: Int) -> Bytes {
        var start = Swift.min(colon + 1, count)
        if start < count, unsafe self[start] == UInt8(ascii: " ") { start += 1 }
        return unsafe Bytes(rebasing: self[start...])
    }
}

extension UnsafePointer<UInt8> {
    /// Where the first such byte from `start` lies, or `end`.
    fileprivate func position(of byte: UInt8, from start: Int, to end: Int) -> Int {
        guard start < end, let found = unsafe memchr(self + start, Int32(byte), end - start) else {
            return end
        }
        return unsafe UnsafeRawPointer(self).distance(to: UnsafeRawPointer(found))
    }
}
