import MessageStream
import ServerSentEvents

/// What an input begins with, kept until an event has come: to tell what one is that has none.
struct InputBeginning {
    /// The longest JSON text that is kept, since a whole message may be read.
    static let maximumBytesOfJSON = 64 << 20
    /// Of anything else so much is kept, which tells what it is.
    static let maximumBytes = 64 << 10

    private(set) var bytes: [UInt8] = []
    private var judgement = BodyJudgement(contentType: nil)
    private var isWanted = true

    mutating func append(_ chunk: Span<UInt8>) {
        guard isWanted else { return }
        judgement.judge(chunk)
        let maximum = judgement.kind == .json ? Self.maximumBytesOfJSON : Self.maximumBytes
        let count = min(chunk.count, max(0, maximum - bytes.count))
        bytes.append(copying: chunk.extracting(first: count))
    }

    /// Events have come: nobody will ask.
    mutating func forget() {
        isWanted = false
        bytes = []
    }
}
