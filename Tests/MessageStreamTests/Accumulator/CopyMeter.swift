/// Follows a growing string from place to place, and counts what every move had to copy.
struct CopyMeter {
    private var place: UInt = 0
    private(set) var length = 0
    private(set) var moves = 0
    private(set) var bytes = 0

    mutating func see(_ text: String) {
        let now = unsafe text.utf8.span.withUnsafeBufferPointer {
            UInt(bitPattern: $0.baseAddress)
        }
        if place != 0, now != place {
            moves += 1
            bytes += length
        }
        place = now
        length = text.utf8.count
    }
}
