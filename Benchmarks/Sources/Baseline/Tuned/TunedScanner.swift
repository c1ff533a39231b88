/// What a tuned scan finds in the data of one event; ranges are those of raw JSON in the data.
struct TunedFindings {
    var kind = TunedView.Kind.unknown
    var delta = TunedView.Delta.none
    var index = -1
    var payload = JSONCursor.Text()
    var hasPayload = false
    var type = JSONCursor.Text()
    var hasType = false
    var isJSON = false
    var message = 0..<0
    var block = 0..<0
    var deltaObject = 0..<0
    var usage = 0..<0
    var error = 0..<0
}

/// Scans the data of events, each byte validated as JSON and UTF-8.
///
/// Remembers the bytes of the last delta up to its payload: where the next one begins with the same,
/// the state behind them is the same, whatever the order of its members, and only the payload and
/// what follows it has to be read. What follows has to be the end of both objects, else the whole
/// event is read.
struct TunedScanner: ~Copyable {
    private var memo = GrowingBytes()
    private var memoFindings = TunedFindings()

    mutating func scan(_ data: Bytes) throws(BaselineError) -> TunedFindings {
        guard let base = data.baseAddress else { throw BaselineError(.invalidJSON) }
        if let known = unsafe memo.bytes.baseAddress, data.count > memo.count,
            unsafe base.matches(known, count: memo.count),
            let findings = unsafe scanAfterMemo(base, count: data.count)
        {
            return findings
        }
        let findings = try unsafe scanWhole(base, count: data.count)
        if findings.hasPayload {
            memo.removeAll()
            unsafe memo.append(Bytes(start: base, count: findings.payload.range.lowerBound))
            memoFindings = findings
            // A type behind the payload would be missed: remember nothing then.
            if unsafe scanAfterMemo(base, count: data.count) == nil { memo.removeAll() }
        }
        return findings
    }

    /// The delta at `base` and the length of its data, if it begins as the last one did and ends as
    /// deltas do, two line feeds behind it.
    @inline(__always)
    func recognize(
        _ base: UnsafePointer<UInt8>, count: Int
    ) -> (findings: TunedFindings, length: Int)? {
        guard memo.count > 0, count > memo.count, let known = unsafe memo.bytes.baseAddress,
            unsafe base.matches(known, count: memo.count)
        else { return nil }
        var cursor = unsafe JSONCursor(base, at: memo.count, end: count)
        guard let payload = try? cursor.restOfString(), cursor.byte == UInt8(ascii: "}") else {
            return nil
        }
        cursor.at &+= 1
        let deltaEnd = cursor.at
        while cursor.byte == UInt8(ascii: " ") { cursor.at &+= 1 }
        guard cursor.at &+ 3 <= count, unsafe base[cursor.at] == UInt8(ascii: "}"),
            unsafe base[cursor.at &+ 1] == 0x0A, unsafe base[cursor.at &+ 2] == 0x0A
        else { return nil }
        var findings = memoFindings
        findings.payload = payload
        findings.deltaObject = findings.deltaObject.lowerBound..<deltaEnd
        return (findings, cursor.at &+ 1)
    }

    @inline(__always)
    private func scanAfterMemo(_ base: UnsafePointer<UInt8>, count: Int) -> TunedFindings? {
        var cursor = unsafe JSONCursor(base, at: memo.count, end: count)
        guard let payload = try? cursor.restOfString() else { return nil }
        cursor.skipWhiteSpace()
        guard cursor.byte == UInt8(ascii: "}") else { return nil }
        cursor.at &+= 1
        let deltaEnd = cursor.at
        cursor.skipWhiteSpace()
        guard cursor.byte == UInt8(ascii: "}") else { return nil }
        cursor.at &+= 1
        cursor.skipWhiteSpace()
        guard cursor.at == count else { return nil }
        var findings = memoFindings
        findings.payload = payload
        findings.deltaObject = findings.deltaObject.lowerBound..<deltaEnd
        return findings
    }

    private func scanWhole(
        _ base: UnsafePointer<UInt8>, count: Int
    ) throws(BaselineError) -> TunedFindings {
        var cursor = unsafe JSONCursor(base, end: count)
        var findings = TunedFindings()
        var delta = DeltaMembers()
        cursor.skipWhiteSpace()
        if cursor.byte == UInt8(ascii: "{") {
            if try cursor.beginObject() {
                repeat {
                    try Self.member(&cursor, &findings, &delta)
                } while try cursor.nextMember()
            }
        } else {
            try cursor.skipValue(depth: 0)
        }
        cursor.skipWhiteSpace()
        guard cursor.at == count else { throw cursor.failure }
        findings.isJSON = true
        findings.kind = unsafe TunedView.Kind(findings, base)
        if findings.kind == .contentBlockDelta { unsafe delta.resolve(&findings, base) }
        return findings
    }

    private static func member(
        _ cursor: inout JSONCursor, _ findings: inout TunedFindings, _ delta: inout DeltaMembers
    ) throws(BaselineError) {
        let key = try cursor.key()
        let start = cursor.at
        if cursor.is(key, "type") {
            findings.hasType = cursor.byte == UInt8(ascii: "\"")
            findings.type = JSONCursor.Text()
            if findings.hasType {
                findings.type = try cursor.string()
                return
            }
        } else if cursor.is(key, "delta") {
            delta = DeltaMembers()
            if cursor.byte == UInt8(ascii: "{") {
                try delta.read(&cursor)
                findings.deltaObject = start..<cursor.at
                return
            }
        }
        let isObject = cursor.byte == UInt8(ascii: "{")
        let isNone = cursor.byte == UInt8(ascii: "n") || cursor.byte == UInt8(ascii: "f")
        try cursor.skipValue(depth: 1)
        let value = start..<cursor.at
        if cursor.is(key, "index") {
            findings.index = cursor.int(value) ?? -1
        } else if cursor.is(key, "message") {
            findings.message = isObject ? value : 0..<0
        } else if cursor.is(key, "content_block") {
            findings.block = isObject ? value : 0..<0
        } else if cursor.is(key, "delta") {
            findings.deltaObject = 0..<0
        } else if cursor.is(key, "usage") {
            findings.usage = isObject ? value : 0..<0
        } else if cursor.is(key, "error") {
            findings.error = isNone ? 0..<0 : value
        }
    }
}

/// The members of a delta that may be its payload, before its type is known.
private struct DeltaMembers {
    var type: JSONCursor.Text?
    var text: JSONCursor.Text?
    var partialJSON: JSONCursor.Text?
    var thinking: JSONCursor.Text?
    var signature: JSONCursor.Text?

    mutating func read(_ cursor: inout JSONCursor) throws(BaselineError) {
        guard try cursor.beginObject() else { return }
        repeat {
            let key = try cursor.key()
            var value: JSONCursor.Text?
            if cursor.byte == UInt8(ascii: "\"") {
                value = try cursor.string()
            } else {
                try cursor.skipValue(depth: 2)
            }
            if cursor.is(key, "type") {
                type = value
            } else if cursor.is(key, "text") {
                text = value
            } else if cursor.is(key, "partial_json") {
                partialJSON = value
            } else if cursor.is(key, "thinking") {
                thinking = value
            } else if cursor.is(key, "signature") {
                signature = value
            }
        } while try cursor.nextMember()
    }

    func resolve(_ findings: inout TunedFindings, _ base: UnsafePointer<UInt8>) {
        guard let type else { return }
        let cursor = unsafe JSONCursor(base, end: type.range.upperBound)
        let payload: JSONCursor.Text?
        switch cursor.text(type) {
        case "text_delta": (findings.delta, payload) = (.text, text)
        case "input_json_delta": (findings.delta, payload) = (.inputJSON, partialJSON)
        case "thinking_delta": (findings.delta, payload) = (.thinking, thinking)
        case "signature_delta": (findings.delta, payload) = (.signature, signature)
        case "citations_delta": (findings.delta, payload) = (.citation, nil)
        default: (findings.delta, payload) = (.unknown, nil)
        }
        findings.hasPayload = payload != nil
        findings.payload = payload ?? JSONCursor.Text()
    }
}

extension JSONCursor {
    /// Whether a string that has been read says `word`, which is ASCII.
    @inline(__always)
    func `is`(_ text: Text, _ word: StaticString) -> Bool {
        guard !text.hasEscapes else { return self.text(text) == "\(word)" }
        return unsafe Bytes(start: base + text.range.lowerBound, count: text.range.count)
            .spells(word)
    }

    /// What a string that has been read says. Short ones, such as keys, cost no allocation.
    func text(_ text: Text) -> String {
        unsafe String(
            validated: Bytes(start: base + text.range.lowerBound, count: text.range.count),
            hasEscapes: text.hasEscapes)
    }

    /// The integer that a value is: not negative, and of a size that an index or a count may have.
    func int(_ value: Range<Int>) -> Int? {
        var number = 0
        for place in value {
            let byte = unsafe base[place]
            guard 0x30...0x39 ~= byte else { return nil }
            number = number * 10 + Int(byte - 0x30)
            guard number <= Int(Int32.max) else { return nil }
        }
        return value.isEmpty ? nil : number
    }
}
