/// A step from a JSON value to one inside it.
///
/// ```swift
/// parser.openPath == ["edits", 0, "new_text"]
/// parser.openPath.jsonPointer  // "/edits/0/new_text"
/// ```
public enum JSONPathComponent: Hashable, Sendable {
    /// To the member of an object with this key.
    case key(String)
    /// To the element of an array at this index, counted from 0.
    case index(Int)
}

extension JSONPathComponent: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    /// A step to a member.
    public init(stringLiteral key: String) {
        self = .key(key)
    }

    /// A step to an element.
    public init(integerLiteral index: Int) {
        self = .index(index)
    }
}

extension JSONPathComponent: CustomStringConvertible {
    /// The key or the index as it is.
    public var description: String {
        switch self {
        case .key(let key): key
        case .index(let index): String(index)
        }
    }
}

extension [JSONPathComponent] {
    /// The path as a JSON Pointer (RFC 6901), such as `/edits/0/new_text`; empty for the root.
    public var jsonPointer: String {
        var pointer = ""
        for component in self {
            pointer += "/"
            for scalar in component.description.unicodeScalars {
                switch scalar {
                case "~": pointer += "~0"
                case "/": pointer += "~1"
                default: pointer.unicodeScalars.append(scalar)
                }
            }
        }
        return pointer
    }
}
