package import PartialJSON

extension JSONValue {
    /// The bytes of all keys, strings and numbers in the value, and 16 for each value.
    ///
    /// Costs time linear in the value, and no stack however deep it is.
    package var approximateSize: Int {
        var size = 0
        var rest = [self]
        while let value = rest.popLast() {
            size += 16
            switch value {
            case .null, .bool: break
            case .number(let number): size += number.text.utf8.count
            case .string(let text): size += text.utf8.count
            case .array(let elements): rest += elements
            case .object(let object):
                for (key, value) in object {
                    size += key.utf8.count
                    rest.append(value)
                }
            }
        }
        return size
    }
}
