/// A request as the server got it.
///
/// Its description leaves out the query, the headers and the body, which may hold secrets.
public struct ReceivedRequest: Sendable {
    /// The method, such as `POST`.
    public var method: String
    /// The path with its query, such as `/v1/messages?beta=true`.
    public var path: String
    /// The headers in their order, their names in lower case.
    public var headers: [(name: String, value: String)]
    /// The body.
    public var body: [UInt8]
    /// When it had come as a whole.
    public var time: ContinuousClock.Instant

    /// The value of a header, whose name is given in lower case; of several the first.
    public subscript(header name: String) -> String? {
        headers.first { $0.name == name }?.value
    }
}

extension ReceivedRequest: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// Such as `POST /v1/messages, 120 bytes`.
    public var description: String {
        "\(method) \(path.prefix { $0 != "?" }), \(body.count) bytes"
    }

    /// The description.
    public var debugDescription: String { description }

    /// Empty: what shows a value's members must not show secrets.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
