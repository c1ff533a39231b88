/// Why a text is not JSON (RFC 8259), or is more than the limits let pass, and where.
public struct JSONError: Error, Hashable, Sendable {
    /// What is wrong.
    public var code: Code

    /// The number of bytes before the first wrong one, counted from the text's first byte.
    ///
    /// For ``Code/unexpectedEnd`` it is the length of the text.
    public var byteOffset: Int

    package init(_ code: Code, byteOffset: Int) {
        self.code = code
        self.byteOffset = byteOffset
    }

    /// A kind of error. More may be added.
    public struct Code: Hashable, Sendable {
        private enum Kind {
            case expectedValue, expectedKey, expectedColon, expectedComma, trailingBytes
            case badLiteral, badNumber, badEscape, badUnicodeEscape, controlCharacter, badUTF8
            case unexpectedEnd, tooDeep, tooManyBytes, numberTooLong, outOfMemory, engine
        }

        private var kind: Kind

        /// There is no value where one must be: `[1,]` at the bracket.
        public static let expectedValue = Code(kind: .expectedValue)
        /// There is no key where one must be: `{1: 2}` at the `1`.
        public static let expectedKey = Code(kind: .expectedKey)
        /// There is no colon after a key: `{"a" 1}` at the `1`.
        public static let expectedColon = Code(kind: .expectedColon)
        /// There is neither a comma nor the container's end after a value: `[1 2]` at the `2`.
        public static let expectedComma = Code(kind: .expectedComma)
        /// The text goes on after its value: `{} x` at the `x`.
        public static let trailingBytes = Code(kind: .trailingBytes)
        /// A word is neither `true`, `false` nor `null`: `nuLl` at the `L`.
        public static let badLiteral = Code(kind: .badLiteral)
        /// A number breaks the grammar: `01` at the `1`, `1.x` at the `x`.
        public static let badNumber = Code(kind: .badNumber)
        /// A backslash stands before a letter that means nothing: `"\d"` at the `d`.
        public static let badEscape = Code(kind: .badEscape)
        /// An escape has fewer than four hexadecimal digits: `"\u12G4"` at the `G`.
        public static let badUnicodeEscape = Code(kind: .badUnicodeEscape)
        /// A string holds a character below U+0020 that is not escaped, such as a line feed.
        public static let controlCharacter = Code(kind: .controlCharacter)
        /// A string is not UTF-8: C3 28 at the second byte.
        public static let badUTF8 = Code(kind: .badUTF8)
        /// The text is over before its value is: `{"a":`.
        public static let unexpectedEnd = Code(kind: .unexpectedEnd)
        /// Containers are nested deeper than ``PartialJSONParser/Limits/maximumDepth``.
        public static let tooDeep = Code(kind: .tooDeep)
        /// The text is longer than ``PartialJSONParser/Limits/maximumBytes``.
        public static let tooManyBytes = Code(kind: .tooManyBytes)
        /// A number is longer than ``PartialJSONParser/Limits/maximumNumberBytes``.
        public static let numberTooLong = Code(kind: .numberTooLong)
        /// There was no memory for the value.
        public static let outOfMemory = Code(kind: .outOfMemory)
        /// The parts of the parser disagree: a defect of this package, which no input should reach.
        public static let engine = Code(kind: .engine)
    }
}

extension JSONError: CustomStringConvertible {
    /// A sentence, such as "There is no value where one must be, at byte 3."
    public var description: String {
        "\(code), at byte \(byteOffset)."
    }
}

extension JSONError.Code: CustomStringConvertible {
    /// A sentence without its full stop.
    public var description: String {
        switch kind {
        case .expectedValue: "There is no value where one must be"
        case .expectedKey: "There is no key where one must be"
        case .expectedColon: "There is no colon after a key"
        case .expectedComma: "There is neither a comma nor the container's end after a value"
        case .trailingBytes: "The text goes on after its value"
        case .badLiteral: "A word is neither true, false nor null"
        case .badNumber: "A number breaks the grammar"
        case .badEscape: "A backslash stands before a letter that means nothing"
        case .badUnicodeEscape: "A \\u escape has fewer than four hexadecimal digits"
        case .controlCharacter: "A string holds a control character that is not escaped"
        case .badUTF8: "A string is not UTF-8"
        case .unexpectedEnd: "The text is over before its value is"
        case .tooDeep: "Containers are nested deeper than the limit"
        case .tooManyBytes: "The text is longer than the limit"
        case .numberTooLong: "A number is longer than the limit"
        case .outOfMemory: "There is no memory for the value"
        case .engine: "The parser contradicts itself"
        }
    }
}
