import MessageStream

/// What comes before the body of an answer.
struct ResponseHead: Sendable {
    var status: Int
    var headers: HTTPHeaderFields

    var requestID: String? { headers["request-id"] ?? headers["x-request-id"] }

    var isSuccess: Bool { (200..<300).contains(status) }
}
