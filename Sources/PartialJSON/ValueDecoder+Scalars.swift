extension ValueDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool {
        value.kind == nil || value.kind == .null
    }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard let bool = value.bool else { throw mismatch(type, "a Boolean") }
        return bool
    }

    func decode(_ type: String.Type) throws -> String {
        guard let string = value.string else { throw mismatch(type, "a string") }
        return string
    }

    func decode(_ type: Double.Type) throws -> Double { try floatingPoint() }
    func decode(_ type: Float.Type) throws -> Float { try floatingPoint() }
    func decode(_ type: Int.Type) throws -> Int { try integer() }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer() }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer() }
    func decode(_ type: Int128.Type) throws -> Int128 { try integer() }
    func decode(_ type: UInt.Type) throws -> UInt { try integer() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }
    func decode(_ type: UInt128.Type) throws -> UInt128 { try integer() }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        // Only a number can be asked for by its text; the look-up costs too much for each string.
        if value.kind == .number, let type = type as? any JSONNumberDecodable.Type {
            guard let number = type.init(jsonNumber: try number().text, options: options) as? T
            else { throw doesNotFit(type) }
            return number
        }
        do {
            return try T(from: self)
        } catch DecodingError.typeMismatch(let wanted, let context) {
            if context.codingPath.count == path.keys.count, let string = value.string,
                let type = type as? any JSONStringDecodable.Type
            {
                guard let decoded = type.init(jsonString: string, options: options) as? T else {
                    throw saysNo(type)
                }
                return decoded
            }
            throw foreignMismatch(type, context) ?? DecodingError.typeMismatch(wanted, context)
        }
    }

    func integer<T: FixedWidthInteger>() throws -> T {
        guard let number = value.number else { throw mismatch(T.self, "a whole number") }
        guard let integer = number.wholeNumber(as: T.self) else { throw doesNotFit(T.self) }
        return integer
    }

    func floatingPoint<T: BinaryFloatingPoint & LosslessStringConvertible>() throws -> T {
        guard let number = value.number else { throw mismatch(T.self, "a number") }
        guard let value = T(number.text), value.isFinite else { throw doesNotFit(T.self) }
        return value
    }
}
