extension TunedView {
    /// The event with strings of its own.
    public func event() throws(BaselineError) -> BaselineEvent {
        switch kind {
        case .contentBlockDelta:
            return .contentBlockDelta(index: try index, try ownedDelta)
        case .contentBlockStart:
            let index = try index
            guard let block = object(findings.block) else { throw BaselineError(.malformedEvent) }
            return .contentBlockStart(
                index: index,
                BaselineEvent.BlockStart(
                    type: block.string("type") ?? "",
                    text: block.string("text") ?? block.string("thinking") ?? "",
                    id: block.string("id") ?? "", name: block.string("name") ?? ""))
        case .contentBlockStop: return .contentBlockStop(index: try index)
        case .messageStart:
            guard let message = object(findings.message) else {
                throw BaselineError(.malformedEvent)
            }
            let usage = message.object("usage")
            return .messageStart(
                BaselineEvent.MessageStart(
                    id: message.string("id") ?? "", model: message.string("model") ?? "",
                    inputTokens: usage?.int("input_tokens"),
                    outputTokens: usage?.int("output_tokens")))
        case .messageDelta:
            return .messageDelta(
                stopReason: object(findings.deltaObject)?.string("stop_reason"),
                outputTokens: object(findings.usage)?.int("output_tokens"))
        case .messageStop: return .messageStop
        case .ping: return .ping
        case .error:
            guard let error = object(findings.error) else {
                return .error(type: "", message: errorText)
            }
            return .error(
                type: error.string("type") ?? "", message: error.string("message") ?? "")
        case .unknown: return .unknown(name: name, data: unsafe String(repairing: data))
        }
    }

    private var index: Int {
        get throws(BaselineError) {
            guard findings.index >= 0 else { throw BaselineError(.malformedEvent) }
            return findings.index
        }
    }

    private var ownedDelta: BaselineEvent.Delta {
        get throws(BaselineError) {
            guard let delta = object(findings.deltaObject) else {
                throw BaselineError(.malformedEvent)
            }
            switch findings.delta {
            case .citation:
                guard let citation = delta.object("citation") else {
                    return .unknown(type: "citations_delta")
                }
                return .citation(
                    type: citation.string("type") ?? "",
                    citedText: citation.string("cited_text") ?? "")
            case .text where findings.hasPayload: return .text(payloadText)
            case .inputJSON where findings.hasPayload: return .inputJSON(payloadText)
            case .thinking where findings.hasPayload: return .thinking(payloadText)
            case .signature where findings.hasPayload: return .signature(payloadText)
            case .text, .inputJSON, .thinking, .signature, .unknown, .none:
                return .unknown(type: delta.string("type") ?? "")
            }
        }
    }

    private var payloadText: String {
        unsafe String(validated: payload, hasEscapes: payloadHasEscapes)
    }

    /// What gateways send in place of an error object: a string, or data that is no JSON.
    private var errorText: String {
        guard findings.isJSON else { return unsafe String(repairing: data) }
        guard let base = unsafe data.baseAddress, !findings.error.isEmpty else { return "" }
        var cursor = unsafe JSONCursor(
            base, at: findings.error.lowerBound, end: findings.error.upperBound)
        return (try? cursor.string()).map { cursor.text($0) } ?? ""
    }

    private var name: String {
        if findings.hasType {
            return unsafe String(
                validated: Bytes(rebasing: data[findings.type.range]),
                hasEscapes: findings.type.hasEscapes)
        }
        return unsafe frame.type.isEmpty ? "message" : String(repairing: frame.type)
    }

    private func object(_ range: Range<Int>) -> TunedObject? {
        guard !range.isEmpty, let base = unsafe data.baseAddress,
            unsafe base[range.lowerBound] == UInt8(ascii: "{")
        else { return nil }
        return unsafe TunedObject(base: base, range: range)
    }
}

extension String {
    fileprivate init(repairing bytes: Bytes) {
        self = unsafe String(decoding: bytes, as: UTF8.self)
    }
}

/// An object whose JSON has been validated; its members are searched when asked for.
@safe
private struct TunedObject {
    let base: UnsafePointer<UInt8>
    let range: Range<Int>

    func string(_ key: StaticString) -> String? {
        guard let value = value(key), unsafe base[value.lowerBound] == UInt8(ascii: "\"") else {
            return nil
        }
        var cursor = unsafe JSONCursor(base, at: value.lowerBound, end: value.upperBound)
        return (try? cursor.string()).map { cursor.text($0) }
    }

    func int(_ key: StaticString) -> Int? {
        value(key).flatMap { unsafe JSONCursor(base, end: $0.upperBound).int($0) }
    }

    func object(_ key: StaticString) -> TunedObject? {
        guard let value = value(key), unsafe base[value.lowerBound] == UInt8(ascii: "{") else {
            return nil
        }
        return unsafe TunedObject(base: base, range: value)
    }

    private func value(_ wanted: StaticString) -> Range<Int>? {
        var cursor = unsafe JSONCursor(base, at: range.lowerBound, end: range.upperBound)
        var found: Range<Int>?
        guard (try? cursor.beginObject()) == true else { return nil }
        repeat {
            guard let key = try? cursor.key() else { return found }
            let start = cursor.at
            guard (try? cursor.skipValue(depth: 0)) != nil else { return found }
            if cursor.is(key, wanted) { found = start..<cursor.at }
        } while (try? cursor.nextMember()) == true
        return found
    }
}
