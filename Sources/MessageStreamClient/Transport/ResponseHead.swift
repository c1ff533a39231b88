import MessageStream

/// What comes before the body of an answer.
struct ResponseHead: Sendable {
    var status: Int
    var headers: HTTPHeaderFields

    var requestID: String? { headers["request-id"] ?? headers["x-request-id"] }

    var isSuccess: Bool { (200..<300).contains(status) }

    /// Whether the body says that it is something else than an event stream.
    ///
    /// Relays send event streams as `text/plain`, or without a type; those are taken as they come.
    var isNoEventStream: Bool {
        let type = (headers["content-type"] ?? "").prefix { $0 != ";" && $0 != " " }.lowercased()
        return type == "text/html" || type == "application/json" || type.hasSuffix("+xml")
            || type.hasSuffix("/xml") || type.hasSuffix("+json")
    }
}
