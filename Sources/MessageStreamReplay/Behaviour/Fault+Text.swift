extension Fault: CustomStringConvertible {
    /// The fault in its text form, such as `stall-after=3`; ``init(_:)`` reads it.
    public var description: String {
        switch self {
        case .status(let status, let retryAfter, let milliseconds, let shouldRetry):
            "status=\(status)"
                + (retryAfter.map { ";retry-after=\"\($0)\"" } ?? "")
                + (milliseconds.map { ";retry-after-ms=\($0)" } ?? "")
                + (shouldRetry.map { ";should-retry=\($0)" } ?? "")
        case .html: "html"
        case .json: "json"
        case .resetBeforeHeaders: "reset-before-headers"
        case .resetAfter(let events): "reset-after=\(events)"
        case .stallBeforeHeaders: "stall-before-headers"
        case .stallAfter(let events): "stall-after=\(events)"
        case .closeAfter(let events): "close-after=\(events)"
        case .errorEvent(let type, let at): "error=\(type)@\(at)"
        case .truncated(let events): "truncated-after=\(events)"
        case .withoutMessageStop: "no-message-stop"
        case .leftOpen: "left-open"
        case .withoutEventLines: "no-event-lines"
        case .carriageReturns: "crlf"
        case .byteOrderMark: "bom"
        case .done: "done"
        }
    }

    /// The fault that `text` names; nil when it names none.
    ///
    /// The forms are those of the cases' documentation. White space around it does not matter.
    ///
    /// ```
    /// status=529                          html    reset-before-headers    error=api_error@3
    /// status=429;retry-after=2            json    reset-after=3           truncated-after=3
    /// status=429;retry-after-ms=50        crlf    stall-before-headers    no-message-stop
    /// status=500;should-retry=false       bom     stall-after=3           no-event-lines
    /// status=503;retry-after="Fri, 31…"   done    close-after=3           left-open
    /// ```
    public init?(_ text: String) {
        let text = text.trimmed
        let name = text.prefix { $0 != "=" }
        guard let fault = Self.parse(name, text.dropFirst(name.count).dropFirst(), text) else {
            return nil
        }
        self = fault
    }

    /// The faults of a list such as `stall-after=3, crlf`, in its order.
    ///
    /// Commas inside of quotes do not separate.
    ///
    /// - Throws: The first element that names no fault, or that there are too many.
    public static func list(_ text: String) throws(FaultListError) -> [Fault] {
        var faults: [Fault] = []
        for element in text.split(outsideQuotesAt: ",") where !element.trimmed.isEmpty {
            guard let fault = Fault(String(element)) else {
                throw FaultListError(element: String(element.trimmed))
            }
            faults.append(fault)
            if faults.count > FaultListError.maximumFaults { throw FaultListError(element: nil) }
        }
        return faults
    }

    private static func parse(
        _ name: Substring, _ value: Substring, _ text: Substring
    ) -> Fault? {
        switch name {
        case "status": status(value)
        case "reset-after": count(value).map { .resetAfter(events: $0) }
        case "stall-after": count(value).map { .stallAfter(events: $0) }
        case "close-after": count(value).map { .closeAfter(events: $0) }
        case "truncated-after": count(value).map { .truncated(after: $0) }
        case "error": errorEvent(value)
        default: plain.first { $0.description == text }
        }
    }

    /// The faults that need nothing but their name.
    private static let plain: [Fault] = [
        .html, .json, .resetBeforeHeaders, .stallBeforeHeaders, .withoutMessageStop, .leftOpen,
        .withoutEventLines, .carriageReturns, .byteOrderMark, .done,
    ]

    private static func count(_ text: Substring) -> Int? {
        guard let count = Int(text), count >= 0 else { return nil }
        return count
    }

    private static func errorEvent(_ text: Substring) -> Fault? {
        let type = text.prefix { $0 != "@" }
        guard !type.isEmpty, type.utf8.allSatisfy(\.isWordCharacter),
            let at = count(text.dropFirst(type.count).dropFirst())
        else { return nil }
        return .errorEvent(type: String(type), at: at)
    }

    private static func status(_ text: Substring) -> Fault? {
        let parts = text.split(outsideQuotesAt: ";").map(\.trimmed)
        guard let status = parts.first.flatMap({ Int($0) }), 300...599 ~= status else { return nil }
        var retryAfter: String?
        var milliseconds: Int?
        var shouldRetry: Bool?
        for part in parts.dropFirst() {
            let name = part.prefix { $0 != "=" }
            let value = part.dropFirst(name.count).dropFirst().unquoted
            switch name {
            case "retry-after" where value.isHeaderValue: retryAfter = String(value)
            case "retry-after-ms":
                guard let count = Int(value) else { return nil }
                milliseconds = count
            case "should-retry":
                guard let flag = Bool(String(value)) else { return nil }
                shouldRetry = flag
            default: return nil
            }
        }
        return .status(
            status, retryAfter: retryAfter, retryAfterMilliseconds: milliseconds,
            shouldRetry: shouldRetry)
    }
}
