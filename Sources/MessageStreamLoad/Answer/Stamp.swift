/// What a delta of the known answer says: its number, and when it was sent.
///
/// Always 26 bytes of ASCII without anything that JSON escapes: `00000042 00000a3b1c2d3e4f `.
struct Stamp: Equatable {
    static let byteCount = 26
    private static let separators = [8, 25]
    private static let space = UInt8(ascii: " ")

    /// Counted from 0.
    var number: Int
    /// Nanoseconds of the monotonic clock.
    var time: UInt64

    init(number: Int, time: UInt64) {
        self.number = number
        self.time = time
    }

    /// Reads what ``write(to:at:)`` wrote; nil if the bytes are none of its.
    init?(_ bytes: Span<UInt8>) {
        guard bytes.count == Self.byteCount, bytes[8] == Self.space, bytes[25] == Self.space else {
            return nil
        }
        number = 0
        for index in 0..<8 {
            let digit = Int(bytes[index]) - 0x30
            guard 0...9 ~= digit else { return nil }
            number = number * 10 + digit
        }
        time = 0
        for index in 9..<25 {
            let digit: UInt8
            switch bytes[index] {
            case 0x30...0x39: digit = bytes[index] - 0x30
            case 0x61...0x66: digit = bytes[index] - 0x61 + 10
            default: return nil
            }
            time = time << 4 | UInt64(digit)
        }
    }

    /// Writes the stamp over 26 bytes of `bytes`.
    func write(to bytes: inout [UInt8], at start: Int) {
        var rest = number
        for index in (0..<8).reversed() {
            bytes[start + index] = UInt8(rest % 10) + 0x30
            rest /= 10
        }
        bytes[start + 8] = Self.space
        var time = time
        for index in (9..<25).reversed() {
            let digit = UInt8(time & 15)
            bytes[start + index] = digit < 10 ? digit + 0x30 : digit - 10 + 0x61
            time >>= 4
        }
        bytes[start + 25] = Self.space
    }
}
