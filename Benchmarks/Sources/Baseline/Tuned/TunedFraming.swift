/// One server-sent event as bytes where they lie, valid until the next call of the decoder.
@safe
public struct TunedFrame {
    /// The `event` field; empty means `message`.
    public var type: UnsafeBufferPointer<UInt8>
    /// The `data` lines joined with line feeds.
    public var data: UnsafeBufferPointer<UInt8>
    /// Whether the block had a valid `id` field of its own.
    public var hasID: Bool
    /// The block's own `retry` field in milliseconds; nil when it had no valid one.
    public var retry: Int64?
}

/// Server-sent events, as fast as pure Swift was made to frame them.
///
/// Lines are searched sixteen bytes at a time and read in place. Where an event begins with the very
/// bytes with which the one before it began, up to its data, they are not read again.
@safe
public struct TunedFraming: ~Copyable {
    private var carry = GrowingBytes()
    private var isAtStart = true
    private var endedWithCR = false

    // A field lies in the chunk, or has been kept because the chunk ended or a second line came.
    private var typeInChunk = unsafe Bytes(start: nil, count: 0)
    private var dataInChunk = unsafe Bytes(start: nil, count: 0)
    private var keptType = GrowingBytes()
    private var keptData = GrowingBytes()
    private var dataLines = 0
    private var mustClear = false
    private var isBetweenEvents = true

    private var memo = GrowingBytes()
    private var memoType = 0..<0

    private var hasID = false
    private var retry: Int64?
    private var pendingLastEventID = GrowingBytes()
    private var dispatchedLastEventID = GrowingBytes()
    private var idHasChanged = false
    /// The last valid `retry` field, in milliseconds.
    public private(set) var reconnectionTime: Int64?

    /// A decoder at the start of a stream.
    public init() {}

    /// The last event ID string after the event that was returned last.
    public var lastEventID: String {
        unsafe String(decoding: dispatchedLastEventID.bytes, as: UTF8.self)
    }

    /// The next event, or nil when `input` is used up; takes its bytes off the front of `input`.
    ///
    /// The chunk has to stay where it is until `input` is used up.
    public mutating func next(from input: inout UnsafeBufferPointer<UInt8>) -> TunedFrame? {
        guard let base = input.baseAddress, !input.isEmpty else { return nil }
        var at = 0
        let end = input.count
        if let dataStart = unsafe familiarHead(of: input) {
            let lineEnd = unsafe base.lineEnd(from: dataStart, to: end)
            if lineEnd &+ 1 < end, unsafe base[lineEnd] == 0x0A, unsafe base[lineEnd &+ 1] == 0x0A {
                return unsafe take(dataStart..<lineEnd, from: &input, base)
            }
        }
        isBetweenEvents = false
        while at < end {
            if endedWithCR {
                endedWithCR = false
                if unsafe base[at] == 0x0A {
                    at &+= 1
                    continue
                }
            }
            let lineEnd = unsafe base.lineEnd(from: at, to: end)
            let part = unsafe Bytes(start: base + at, count: lineEnd &- at)
            guard lineEnd < end else {
                unsafe carry.append(part)
                break
            }
            endedWithCR = unsafe base[lineEnd] == 0x0D
            at = lineEnd &+ 1
            if carry.isEmpty {
                if unsafe endLine(part, isInChunk: true, chunk: base) {
                    unsafe input = Bytes(rebasing: input[at...])
                    return dispatched
                }
            } else {
                unsafe carry.append(part)
                let line = unsafe carry.bytes
                let dispatches = unsafe endLine(line, isInChunk: false, chunk: base)
                carry.removeAll()
                if dispatches {
                    unsafe input = Bytes(rebasing: input[at...])
                    return dispatched
                }
            }
        }
        keep()
        unsafe input = Bytes(rebasing: input[end...])
        return nil
    }
}

extension TunedFraming {
    /// Where the data of the next event begins, if it begins with the very bytes of the one before.
    @inline(__always)
    mutating func familiarHead(of input: Bytes) -> Int? {
        if mustClear { clear() }
        guard isBetweenEvents, !endedWithCR, input.count > memo.count,
            let base = input.baseAddress, let known = unsafe memo.bytes.baseAddress,
            memo.count > 0, unsafe base.matches(known, count: memo.count)
        else { return nil }
        return memo.count
    }

    /// The event with that data, behind which two line feeds lie; takes it off the front of `input`.
    @inline(__always)
    func take(
        _ data: Range<Int>, from input: inout Bytes, _ base: UnsafePointer<UInt8>
    ) -> TunedFrame {
        let used = data.upperBound &+ 2
        unsafe input = Bytes(start: base + used, count: input.count &- used)
        return unsafe TunedFrame(
            type: Bytes(start: base + memoType.lowerBound, count: memoType.count),
            data: Bytes(start: base + data.lowerBound, count: data.count),
            hasID: false, retry: nil)
    }

    private var dispatched: TunedFrame {
        unsafe TunedFrame(
            type: typeInChunk.isEmpty ? keptType.bytes : typeInChunk,
            data: keptData.isEmpty ? dataInChunk : keptData.bytes,
            hasID: hasID, retry: retry)
    }

    /// Reads a line; whether it ends an event that is to be returned.
    private mutating func endLine(
        _ whole: Bytes, isInChunk: Bool, chunk: UnsafePointer<UInt8>
    ) -> Bool {
        var line = unsafe whole
        if isAtStart {
            isAtStart = false
            if line.count >= 3, unsafe line[0] == 0xEF, unsafe line[1] == 0xBB,
                unsafe line[2] == 0xBF
            {
                unsafe line = Bytes(rebasing: line[3...])
            }
        }
        guard let start = line.baseAddress, !line.isEmpty else { return endBlock() }
        var name = 0
        while name < line.count, unsafe start[name] != UInt8(ascii: ":") { name &+= 1 }
        var from = min(name &+ 1, line.count)
        if from < line.count, unsafe start[from] == UInt8(ascii: " ") { from &+= 1 }
        let value = unsafe Bytes(start: start + from, count: line.count &- from)
        let field = unsafe Bytes(start: start, count: name)
        if unsafe field.spells("data") {
            if isInChunk { unsafe remember(upTo: value, chunk: chunk) }
            unsafe add(data: value, isInChunk: isInChunk)
        } else if unsafe field.spells("event") {
            keptType.removeAll()
            unsafe typeInChunk = isInChunk ? value : Bytes(start: nil, count: 0)
            if !isInChunk { unsafe keptType.append(value) }
        } else if unsafe field.spells("id") {
            guard unsafe !value.contains(0) else { return false }
            hasID = true
            idHasChanged = true
            pendingLastEventID.removeAll()
            unsafe pendingLastEventID.append(value)
        } else if unsafe field.spells("retry") {
            guard let time = unsafe value.decimal else { return false }
            retry = time
            reconnectionTime = time
        }
        return false
    }

    private mutating func endBlock() -> Bool {
        if idHasChanged {
            idHasChanged = false
            dispatchedLastEventID.removeAll()
            unsafe dispatchedLastEventID.append(pendingLastEventID.bytes)
        }
        mustClear = true
        if dataLines > 0 { return true }
        clear()
        return false
    }

    private mutating func add(data value: Bytes, isInChunk: Bool) {
        if dataLines > 0 {
            if dataLines == 1, unsafe keptData.isEmpty && !dataInChunk.isEmpty {
                unsafe keptData.append(dataInChunk)
                unsafe dataInChunk = Bytes(start: nil, count: 0)
            }
            keptData.append(0x0A)
            unsafe keptData.append(value)
        } else if isInChunk {
            unsafe dataInChunk = value
        } else {
            unsafe keptData.append(value)
        }
        dataLines += 1
    }

    /// Keeps the bytes of this block up to its data, if they are an `event` line and `data: ` alone.
    private mutating func remember(upTo value: Bytes, chunk: UnsafePointer<UInt8>) {
        guard dataLines == 0, !hasID, retry == nil, let data = value.baseAddress,
            let type = unsafe typeInChunk.baseAddress
        else { return }
        let blockStart = unsafe type - "event: ".utf8.count
        guard unsafe blockStart >= chunk, unsafe data - blockStart < 64,
            unsafe data - (type + typeInChunk.count) == "\ndata: ".utf8.count,
            unsafe Bytes(start: blockStart, count: 7).spells("event: "),
            unsafe Bytes(start: type + typeInChunk.count, count: 7).spells("\ndata: ")
        else { return }
        let prefix = unsafe Bytes(start: blockStart, count: data - blockStart)
        if prefix.count == memo.count,
            unsafe blockStart.matches(
                memo.bytes.baseAddress!, count: memo.count)
        {
            return
        }
        memo.removeAll()
        unsafe memo.append(prefix)
        memoType = unsafe 7..<7 + typeInChunk.count
    }

    /// Copies what lies in a chunk that is used up.
    private mutating func keep() {
        if unsafe !typeInChunk.isEmpty {
            unsafe keptType.append(typeInChunk)
            unsafe typeInChunk = Bytes(start: nil, count: 0)
        }
        if unsafe !dataInChunk.isEmpty {
            unsafe keptData.append(dataInChunk)
            unsafe dataInChunk = Bytes(start: nil, count: 0)
        }
    }

    private mutating func clear() {
        mustClear = false
        isBetweenEvents = true
        unsafe typeInChunk = Bytes(start: nil, count: 0)
        unsafe dataInChunk = Bytes(start: nil, count: 0)
        keptType.removeAll()
        keptData.removeAll()
        dataLines = 0
        hasID = false
        retry = nil
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether these bytes are the ASCII of `text`.
    @inline(__always)
    func spells(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount, let base = baseAddress else { return false }
        return unsafe base.matches(text.utf8Start, count: count)
    }

    /// The number that these bytes write in decimal digits alone, if it fits.
    fileprivate var decimal: Int64? {
        guard !isEmpty else { return nil }
        var number: Int64 = 0
        for place in indices {
            let byte = unsafe self[place]
            guard 0x30...0x39 ~= byte else { return nil }
            let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tens.addingReportingOverflow(Int64(byte - 0x30))
            guard !overflow, !carry else { return nil }
            number = sum
        }
        return number
    }
}
