import MessageStream

/// What comes before the body of an answer.
package struct ResponseHead: Sendable {
    package var status: Int
    package var headers: HTTPHeaderFields

    package init(status: Int, headers: HTTPHeaderFields) {
        self.status = status
        self.headers = headers
    }

    package var requestID: String? { headers["request-id"] ?? headers["x-request-id"] }

    package var isSuccess: Bool { (200..<300).contains(status) }
}
