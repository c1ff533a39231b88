public import ServerSentEvents

/// Decodes chunks by swift-openapi-runtime's rules.
///
/// Only its iterator has the reader, and an iterator is one task's at a time: see
/// `ServerSentEventDecoderBox` for what checking every access would cost.
@usableFromInline
final class OpenAPIEventReader: EventReader {
    @usableFromInline typealias Event = OpenAPIServerSentEvent
    @usableFromInline typealias Failure = ServerSentEventError

    @exclusivity(unchecked) private var decoder: ServerSentEventDecoder
    @exclusivity(unchecked) private var isFinished = false
    private let goesOn: (@Sendable (ArraySlice<UInt8>) -> Bool)?

    /// Every blank line is an event; what is no `name: value` is no field; an `id` may be anything.
    private static let rules: EventRules = {
        var rules = EventRules()
        rules.blocks = .all
        rules.needsColon = true
        rules.allowsNullID = true
        return rules
    }()

    /// A reader that is over at the first data for which `goesOn` says false.
    @usableFromInline
    init(
        limits: ServerSentEventDecoder.Limits,
        while goesOn: (@Sendable (ArraySlice<UInt8>) -> Bool)?
    ) {
        unsafe decoder = ServerSentEventDecoder(limits: limits, rules: Self.rules)
        self.goesOn = goesOn
    }

    @usableFromInline
    var isOver: Bool { unsafe isFinished }

    @usableFromInline
    @_lifetime(input: copy input)
    func next(
        from input: inout Span<UInt8>
    ) throws(ServerSentEventError) -> OpenAPIServerSentEvent? {
        let event: OpenAPIServerSentEvent?
        do throws(ServerSentEventError) {
            event = try unsafe decoder.nextView(from: &input)?.openAPIEvent()
        } catch {
            fail()
            throw error
        }
        guard let goesOn, let data = event?.data, !goesOn(ArraySlice(data.utf8)) else {
            return event
        }
        fail()
        return nil
    }

    @usableFromInline
    func fail() {
        unsafe isFinished = true
        unsafe decoder.finish()
    }

    @usableFromInline
    func end() -> OpenAPIServerSentEvent? {
        fail()
        return nil
    }
}

extension ServerSentEventView {
    fileprivate func openAPIEvent() -> OpenAPIServerSentEvent {
        OpenAPIServerSentEvent(
            id: hasID ? String(repairing: lastEventID) : nil,
            event: hasType ? String(repairing: type) : nil,
            data: hasData ? String(repairing: data) : nil,
            retry: retry)
    }
}
