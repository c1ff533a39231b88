public import PartialJSON

/// A whole answer of the API that is no stream.
public struct APIAnswer: Sendable, Hashable {
    /// The status, from 200 to 299.
    public var status: Int
    /// The header fields.
    public var headers: HTTPHeaderFields
    /// The body.
    public var body: [UInt8]

    /// The identifier to tell the API's support.
    public var requestID: String? { headers["request-id"] ?? headers["x-request-id"] }

    /// The body as JSON.
    ///
    /// - Throws: `MessageStreamClientError.Code.unexpectedContentType` if it is none.
    public var json: JSONValue {
        get throws(MessageStreamClientError) {
            do throws(JSONError) {
                return try JSONValue(parsing: body)
            } catch {
                throw unexpected("a body that is no JSON (\(error))")
            }
        }
    }

    /// The error for an answer that is not what was asked for.
    func unexpected(_ what: String) -> MessageStreamClientError {
        var error = MessageStreamClientError(.unexpectedContentType, message: what)
        error.status = status
        error.requestID = requestID
        error.body = Array(body.prefix(MessageStreamClientError.maximumBodyBytes))
        return error
    }
}
