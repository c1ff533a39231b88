/// The header fields of a request as they are put together, each one that can be sent.
///
/// The transport would say of one that cannot what its value is.
struct RequestFields {
    private(set) var fields: HTTPHeaderFields = [:]

    /// Takes out the fields `name`, and adds one.
    ///
    /// - Parameter setting: What the field comes from, in words.
    /// - Throws: `MessageStreamClientError.Code.invalidConfiguration`, with the name of
    ///   the setting and not its value.
    mutating func set(
        _ name: String, _ value: String, by setting: String
    ) throws(MessageStreamClientError) {
        // RFC 9110 section 5.5: no control characters but the tab.
        if let place = value.utf8.firstIndex(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
            let offset = value.utf8.distance(from: value.startIndex, to: place)
            throw MessageStreamClientError(
                .invalidConfiguration,
                message: "\(setting) cannot be sent in a header: there is a line break or another "
                    + "control character at byte \(offset); take it out")
        }
        fields[name] = value
    }

    /// Sets all of `others`.
    mutating func set(
        _ others: HTTPHeaderFields, by setting: String
    ) throws(MessageStreamClientError) {
        for (place, field) in others.enumerated() {
            // A name that is none is not shown: it may be a secret that went to the wrong place.
            guard !field.name.isEmpty, field.name.utf8.allSatisfy(\.isOfToken) else {
                throw MessageStreamClientError(
                    .invalidConfiguration,
                    message: "field \(place + 1) of \(setting) has a name that no field can have; "
                        + "letters, digits and - are possible")
            }
            try set(field.name, field.value, by: "\(field.name) of \(setting)")
        }
    }
}

extension UInt8 {
    /// Whether it may stand in the name of a field: RFC 9110 section 5.6.2, `tchar`.
    fileprivate var isOfToken: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(self)
        }
    }
}
