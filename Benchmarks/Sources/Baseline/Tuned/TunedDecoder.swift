/// Typed events, as fast as pure Swift was made to decode them.
public struct TunedDecoder: ~Copyable {
    private var framing = TunedFraming()
    private var scanner = TunedScanner()
    private var repaired = GrowingBytes()

    /// A decoder at the start of a stream.
    public init() {}

    /// The next typed view, or nil when `input` is used up; takes its bytes off the front of `input`.
    ///
    /// All of its data has been validated. The chunk has to stay where it is until it is used up.
    public mutating func nextView(
        from input: inout UnsafeBufferPointer<UInt8>
    ) throws(BaselineError) -> TunedView? {
        if let view = unsafe recognized(from: &input) { return view }
        while let frame = unsafe framing.next(from: &input) {
            do throws(BaselineError) {
                let findings = try unsafe scanner.scan(frame.data)
                if findings.hasType || !findings.error.isEmpty {
                    return unsafe TunedView(frame: frame, data: frame.data, findings: findings)
                }
                return unsafe Self.untyped(frame, data: frame.data, findings)
            } catch {
                if unsafe frame.data.spells("[DONE]") { continue }
                return try view(of: frame, afterFailing: error)
            }
        }
        return nil
    }

    /// A delta that differs from the one before in its payload only: framed and validated in one pass.
    ///
    /// The payload ends at its quote, and no line ends inside it, since a string has no control
    /// characters; so what has to follow is two braces, spaces and two line feeds.
    @inline(__always)
    private mutating func recognized(
        from input: inout UnsafeBufferPointer<UInt8>
    ) -> TunedView? {
        guard let base = input.baseAddress, let head = unsafe framing.familiarHead(of: input),
            let found = unsafe scanner.recognize(base + head, count: input.count &- head)
        else { return nil }
        let frame = unsafe framing.take(head..<head &+ found.length, from: &input, base)
        return unsafe TunedView(frame: frame, data: frame.data, findings: found.findings)
    }

    /// The next typed event with strings of its own, or nil when `input` is used up.
    public mutating func next(
        from input: inout UnsafeBufferPointer<UInt8>
    ) throws(BaselineError) -> BaselineEvent? {
        try unsafe nextView(from: &input)?.event()
    }

    /// The view of an event whose data is not JSON: with its UTF-8 repaired, or told by its name.
    private mutating func view(
        of frame: TunedFrame, afterFailing error: BaselineError
    ) throws(BaselineError) -> TunedView {
        repaired.removeAll()
        var text = unsafe String(decoding: frame.data, as: UTF8.self)
        text.withUTF8 { unsafe repaired.append($0) }
        if let findings = try? unsafe scanner.scan(repaired.bytes) {
            return unsafe Self.untyped(frame, data: repaired.bytes, findings)
        }
        guard
            let name = unsafe BaselineEvent.name(
                ofEventNamed: String(decoding: frame.type, as: UTF8.self), withoutJSON: text)
        else { throw error }
        var findings = TunedFindings()
        findings.kind = TunedView.Kind(name: name)
        return unsafe TunedView(frame: frame, data: frame.data, findings: findings)
    }

    /// An event without a type in its JSON is what its `event` field says.
    private static func untyped(
        _ frame: TunedFrame, data: Bytes, _ findings: TunedFindings
    ) -> TunedView {
        var findings = findings
        if !findings.hasType, findings.error.isEmpty {
            findings.kind = unsafe TunedView.Kind(
                name: String(decoding: frame.type, as: UTF8.self))
        }
        return unsafe TunedView(frame: frame, data: data, findings: findings)
    }
}
