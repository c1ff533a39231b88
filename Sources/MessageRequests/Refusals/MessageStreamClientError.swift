public import MessageStream

/// Why a request failed, and all that is known about it.
///
/// One word in size: what there is to tell stands behind a reference. No secret of the client's is in
/// it, not even where a server sent one back.
public struct MessageStreamClientError: Error, Hashable, Sendable {
    private var details: Details

    /// An error of the kind `code`, explained by `message` (a clause without its full stop).
    public init(_ code: Code, message: String? = nil) {
        details = Details(Fields(code: code, message: message ?? code.description))
    }

    /// What went wrong.
    public var code: Code { details.fields.code }

    /// What went wrong, in words: the API's own where it gave any.
    public var message: String {
        get { details.fields.message }
        set { update { $0.message = newValue } }
    }

    /// The status of the answer, or nil when none came.
    public var status: Int? {
        get { details.fields.status }
        set { update { $0.status = newValue } }
    }

    /// The URL that was asked, without its query; nil when nothing was.
    public var url: String? {
        get { details.fields.url }
        set { update { $0.url = newValue } }
    }

    /// The type that the API gave the error, in a body or in the stream.
    public var type: APIErrorType? {
        get { details.fields.apiError?.type }
    }

    /// What the API said, in a body or in the stream, with all its members.
    public var apiError: StreamedError? {
        get { details.fields.apiError }
        set { update { $0.apiError = newValue } }
    }

    /// The beginning of the answer's body, up to ``maximumBodyBytes``, when it is no event stream.
    public var body: [UInt8] {
        get { details.fields.body }
        set { update { $0.body = newValue } }
    }

    /// The identifier to tell the API's support.
    public var requestID: String? {
        get { details.fields.requestID }
        set { update { $0.requestID = newValue } }
    }

    /// How long the server wants to be left alone.
    public var retryAfter: Duration? {
        get { details.fields.retryAfter }
        set { update { $0.retryAfter = newValue } }
    }

    /// The message as far as it came; its usage is provisional.
    public var partialMessage: Message? {
        get { details.fields.partialMessage }
        set { update { $0.partialMessage = newValue } }
    }

    /// What is wrong with the stream, for ``Code-swift.struct/stream`` and
    /// ``Code-swift.struct/truncated``.
    public var streamError: MessageStreamError? {
        get { details.fields.streamError }
        set { update { $0.streamError = newValue } }
    }

    /// How many requests were sent.
    public var attemptCount: Int {
        get { details.fields.attemptCount }
        set { update { $0.attemptCount = newValue } }
    }

    /// The most bytes of a body that an error keeps.
    public static let maximumBodyBytes = 64 << 10

    /// How many bytes of a body that is no event stream the error's message quotes.
    public static let quotedBodyBytes = 200

    private mutating func update(_ change: (inout Fields) -> Void) {
        var fields = details.fields
        change(&fields)
        details = Details(fields)
    }
}

extension MessageStreamClientError {
    private struct Fields: Hashable {
        var code: Code
        var message: String
        var status: Int?
        var url: String?
        var apiError: StreamedError?
        var body: [UInt8] = []
        var requestID: String?
        var retryAfter: Duration?
        var partialMessage: Message?
        var streamError: MessageStreamError?
        var attemptCount = 0
    }

    private final class Details: Hashable, Sendable {
        let fields: Fields

        init(_ fields: Fields) {
            self.fields = fields
        }

        static func == (left: Details, right: Details) -> Bool {
            left.fields == right.fields
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(fields)
        }
    }
}

extension MessageStreamClientError: CustomStringConvertible {
    /// A clause with what helps to find the cause, such as `the API is overloaded: Overloaded
    /// (status 529, request req_1, 3 attempts)`; with the URL where it may be the wrong one.
    public var description: String {
        var facts: [String] = []
        if let status { facts.append("status \(status)") }
        if let url, mayBeOfURL { facts.append(url) }
        if let requestID { facts.append("request \(requestID)") }
        if attemptCount > 1 { facts.append("\(attemptCount) attempts") }
        let reason = message == code.description ? message : "\(code.description): \(message)"
        return facts.isEmpty ? reason : "\(reason) (\(facts.joined(separator: ", ")))"
    }
}

// A body may be as large as its limit, and a message may be anybody's: neither belongs into a log.
extension MessageStreamClientError: CustomDebugStringConvertible, CustomReflectable {
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
