/// A gzip stream (RFC 1952) of stored deflate blocks (RFC 1951 section 3.2.4), piece by piece.
///
/// Nothing gets smaller. What a client must undo is all there, each piece can be read as soon as it
/// has come, and the server needs no library for it.
struct Gzip {
    private var crc: UInt32 = 0xFFFF_FFFF
    private var count: UInt32 = 0
    private var hasBegun = false

    /// The bytes that stand for `piece`.
    mutating func compress(_ piece: some Collection<UInt8>) -> [UInt8] {
        var bytes = header()
        var rest = piece[...]
        while !rest.isEmpty {
            let block = rest.prefix(0xFFFF)
            bytes += Self.block(block, isLast: false)
            rest = rest.dropFirst(block.count)
        }
        for byte in piece {
            crc = Self.table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ crc >> 8
        }
        count &+= UInt32(truncatingIfNeeded: piece.count)
        return bytes
    }

    /// The end of the stream.
    mutating func finish() -> [UInt8] {
        header() + Self.block(EmptyCollection(), isLast: true) + Self.littleEndian(~crc)
            + Self.littleEndian(count)
    }

    private mutating func header() -> [UInt8] {
        defer { hasBegun = true }
        // Deflate, no flags, no time, no extra flags, an unknown system.
        return hasBegun ? [] : [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    }

    private static func block(_ bytes: some Collection<UInt8>, isLast: Bool) -> [UInt8] {
        let count = UInt32(bytes.count)
        return [isLast ? 1 : 0] + littleEndian(count | ~count << 16) + bytes
    }

    private static func littleEndian(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    /// The remainders of RFC 1952 section 8.
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in
            value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
        }
    }
}
