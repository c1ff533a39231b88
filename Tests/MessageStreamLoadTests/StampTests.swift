import Testing

@testable import MessageStreamLoad

struct StampTests {
    @Test(arguments: [(0, 0), (42, 0xA3B), (99_999_999, .max)] as [(Int, UInt64)])
    func `what is written is read`(number: Int, time: UInt64) {
        var bytes = [UInt8](repeating: 0xFF, count: Stamp.byteCount + 2)
        let stamp = Stamp(number: number, time: time)
        stamp.write(to: &bytes, at: 1)
        #expect(Stamp(bytes.span.extracting(1..<(Stamp.byteCount + 1))) == stamp)
        #expect(bytes.first == 0xFF && bytes.last == 0xFF)
    }

    @Test func `it is ASCII of one length`() {
        var bytes = [UInt8](repeating: 0, count: Stamp.byteCount)
        Stamp(number: 12_345_678, time: 0x0123_4567_89AB_CDEF).write(to: &bytes, at: 0)
        #expect(String(decoding: bytes, as: UTF8.self) == "12345678 0123456789abcdef ")
    }

    @Test(arguments: 0..<Stamp.byteCount)
    func `a byte that none of it could have is noticed`(index: Int) {
        var bytes = Array("12345678 0123456789abcdef ".utf8)
        bytes[index] = UInt8(ascii: "G")
        #expect(Stamp(bytes.span) == nil)
    }
}
