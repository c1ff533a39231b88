/// Where in the text of a JSON number its value stands: 0.d…d times a power of ten, the first and the
/// last digit not 0. All texts of one value have the same form, and no other value has it.
///
/// It holds places instead of copies: numbers are compared and hashed far more often than they differ
/// in how they are written.
struct DecimalForm {
    /// The power of ten. One that no `Int64` holds is kept as its digits: `1e99999999999999999999`.
    enum Exponent: Hashable {
        /// Less than 10^18 either way.
        case small(Int64)
        case large(isNegative: Bool, digits: [UInt8])
    }

    /// False for zero, which has no sign here.
    let isNegative: Bool
    /// The digits from the first that is not 0 to the last that is not; none for zero.
    private(set) var digitCount = 0
    private(set) var firstDigit = 0
    private let point: Int
    /// Where the written exponent begins, behind its `e`; the text's end if there is none.
    private let exponentStart: Int

    /// The form of `text`, which follows the JSON grammar.
    init(of text: Span<UInt8>) {
        var place = 0
        let hasSign = text[0] == UInt8(ascii: "-")
        if hasSign { place = 1 }
        var point: Int?
        var firstDigit: Int?
        var lastDigit = 0
        while place < text.count, text[place] | 0x20 != UInt8(ascii: "e") {
            switch text[place] {
            case UInt8(ascii: "."): point = place
            case UInt8(ascii: "0"): break
            default:
                if firstDigit == nil { firstDigit = place }
                lastDigit = place
            }
            place += 1
        }
        self.point = point ?? place
        exponentStart = min(place + 1, text.count)
        isNegative = hasSign && firstDigit != nil
        guard let firstDigit else { return }
        self.firstDigit = firstDigit
        digitCount = lastDigit - firstDigit + 1
        if firstDigit < self.point, self.point < lastDigit { digitCount -= 1 }
    }

    /// The digit at `place`, which then is that of the next.
    func nextDigit(of text: Span<UInt8>, at place: inout Int) -> UInt8 {
        let digit = text[place] - UInt8(ascii: "0")
        place += 1
        if place == point { place += 1 }
        return digit
    }

    /// The power of ten, exact whatever the text says.
    func exponent(in text: Span<UInt8>) -> Exponent {
        guard digitCount > 0 else { return .small(0) }
        let shift = Int64(firstDigit < point ? point - firstDigit : point - firstDigit + 1)
        var start = exponentStart
        var isNegative = false
        if start < text.count, text[start] < UInt8(ascii: "0") {
            isNegative = text[start] == UInt8(ascii: "-")
            start += 1
        }
        while start < text.count, text[start] == UInt8(ascii: "0") { start += 1 }
        guard text.count - start > Self.smallDigits else {
            var written: Int64 = 0
            for place in start..<text.count {
                written = written * 10 + Int64(text[place] - UInt8(ascii: "0"))
            }
            return Exponent((isNegative ? -written : written) + shift)
        }
        // The shift is a length of text in memory, so that it cannot turn the sign.
        var digits: [UInt8] = [0]
        digits.reserveCapacity(text.count - start + 1)
        for place in start..<text.count { digits.append(text[place] - UInt8(ascii: "0")) }
        var carry = isNegative ? -shift : shift
        var place = digits.count - 1
        while carry != 0 {
            let sum = Int64(digits[place]) + carry
            let digit = (sum % 10 + 10) % 10
            digits[place] = UInt8(digit)
            carry = (sum - digit) / 10
            place -= 1
        }
        return Exponent(isNegative: isNegative, digits: digits)
    }

    /// So many digits are less than 10^18, to which a shift can be added without overflow.
    private static let smallDigits = 18
    private static let smallBound: UInt64 = 1_000_000_000_000_000_000
}

extension DecimalForm.Exponent {
    fileprivate init(_ value: Int64) {
        self =
            value.magnitude < DecimalForm.smallBound
            ? .small(value)
            : .large(
                isNegative: value < 0,
                digits: String(value.magnitude).utf8.map { $0 - UInt8(ascii: "0") })
    }

    /// The exponent of those digits, which may begin with zeros.
    fileprivate init(isNegative: Bool, digits: [UInt8]) {
        let digits = digits.drop { $0 == 0 }
        if digits.count > DecimalForm.smallDigits {
            self = .large(isNegative: isNegative, digits: Array(digits))
        } else {
            let value = digits.reduce(into: Int64(0)) { $0 = $0 * 10 + Int64($1) }
            self = .small(isNegative ? -value : value)
        }
    }
}
