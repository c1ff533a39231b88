extension JSONNumber: Codable {
    /// Decodes a number: with all its digits from ``PartialJSONValue/decode(_:options:)``, and from other
    /// decoders as the integer or `Double` that they make of it.
    public init(from decoder: any Decoder) throws {
        if let decoder = decoder as? ValueDecoder<JSONValue> {
            self = try decoder.number()
            return
        }
        if let decoder = decoder as? ValueDecoder<PartialJSONValue> {
            self = try decoder.number()
            return
        }
        let container = try decoder.singleValueContainer()
        if let integer = try? container.decode(Int64.self) {
            self.init(integer)
        } else if let integer = try? container.decode(UInt64.self) {
            self.init(integer)
        } else if let number = JSONNumber(try container.decode(Double.self)) {
            self = number
        } else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "JSON has no such number.")
        }
    }

    /// Encodes the number as an integer if it is a 64-bit one, and else as the nearest `Double`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let integer: Int64 = integer() {
            try container.encode(integer)
        } else if let integer: UInt64 = integer() {
            try container.encode(integer)
        } else {
            try container.encode(double)
        }
    }
}

extension JSONNumber {
    /// The number as a `T` if its value is a whole number that fits, however it is written.
    ///
    /// `12.0` and `1.2e1` are 12: a model that is asked for an integer writes them now and then.
    package func wholeNumber<T: FixedWidthInteger>(as type: T.Type = T.self) -> T? {
        if let value = T(text) { return value }
        var digits: [UInt8] = []
        var exponent = 0
        var rest = text.utf8[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest.removeFirst() }
        var isFraction = false
        while let byte = rest.popFirst(), byte | 0x20 != UInt8(ascii: "e") {
            if byte == UInt8(ascii: ".") {
                isFraction = true
            } else {
                digits.append(byte - UInt8(ascii: "0"))
                if isFraction { exponent -= 1 }
            }
        }
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        if digits.isEmpty { return 0 }
        // An exponent past the range of Int leaves either a fraction or far too great a number.
        if !rest.isEmpty {
            guard let written = Int(Substring(rest)) else { return nil }
            let (sum, overflow) = exponent.addingReportingOverflow(written)
            guard !overflow else { return nil }
            exponent = sum
        }
        // More digits than the widest number of type T has.
        guard exponent >= 0, digits.count + exponent <= T.bitWidth / 3 + 1 else { return nil }
        var value: T = 0
        for digit in digits + Array(repeating: 0, count: exponent) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let step = T(digit)
            let (sum, carry) =
                isNegative
                ? product.subtractingReportingOverflow(step)
                : product.addingReportingOverflow(step)
            guard !overflow, !carry else { return nil }
            value = sum
        }
        return value
    }
}
