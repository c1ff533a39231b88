import ServerSentEvents

/// What an input begins with, kept until an event has come: to tell what one is that has none.
struct InputBeginning {
    /// Of a longer input no more is kept. A whole message is read up to this length.
    static let maximumBytes = 64 << 20

    private(set) var bytes: [UInt8] = []
    private var isWanted = true

    mutating func append(_ chunk: Span<UInt8>) {
        guard isWanted else { return }
        let count = min(chunk.count, Self.maximumBytes - bytes.count)
        bytes.append(copying: chunk.extracting(first: count))
    }

    /// Events have come: nobody will ask.
    mutating func forget() {
        isWanted = false
        bytes = []
    }
}
