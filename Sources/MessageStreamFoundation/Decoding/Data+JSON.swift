public import Foundation
public import MessageStream
public import PartialJSON

extension JSONValue {
    /// The value of a whole JSON text.
    ///
    /// - Throws: Where and why `data` is not JSON (RFC 8259), or is past a limit.
    public init(
        parsing data: Data, limits: PartialJSONParser.Limits = .default
    ) throws(JSONError) {
        try self.init(parsing: Array(data), limits: limits)
    }

    /// The value as JSON text in UTF-8, without white space.
    public var jsonData: Data {
        var bytes: [UInt8] = []
        write(into: &bytes)
        return Data(bytes)
    }
}

extension JSONConvertible {
    /// The value as JSON text in UTF-8, such as the body of a request.
    public var jsonData: Data { jsonValue.jsonData }
}
