/// What a load consists of: how many streams, of which endpoint, how long and how fast.
package struct LoadPlan: Sendable {
    /// How the upstream sends a stream's events.
    package enum Pace: Sendable, Hashable {
        /// One event a write, and not the next one before the reader has all but so many: no proxy
        /// can join events that way, whatever it does between reads.
        case window(Int)
        /// One event a write, to one stream after the other, as fast as the sockets take them.
        case turns
        /// Writes of 64 KiB, as fast as the sockets take them.
        case bulk
        /// One event a write, so many a second on each stream.
        case rate(Double)
    }

    /// When a stream's upstream has said enough.
    package enum Length: Sendable, Hashable {
        /// After so many deltas.
        case events(Int)
        /// So long after all streams were open.
        case time(Duration)
    }

    /// The most streams at a time.
    package static let maximumStreams = 100_000
    /// The most deltas a stream; their numbers have eight digits.
    package static let maximumEvents = 99_999_999

    /// Where the requests go.
    package var target: LoadTarget
    /// Where the upstream of the load's own listens; nil if the target has another.
    package var upstream: LoadAddress?
    /// How many streams are open at a time.
    package var streams: Int
    /// How fast the upstream sends.
    package var pace: Pace
    /// How much the upstream sends.
    package var length: Length
    /// How many requests each client makes, one after the other.
    package var repetitions: Int
    /// Whether a client's requests share a connection.
    package var keepsConnections: Bool
    /// What is sent with every request besides, such as a key.
    package var headers: [(name: String, value: String)]
    /// After so long without a byte a stream has failed.
    package var patience: Duration
    /// The processes whose time and memory are measured, with their descendants.
    package var processes: [Int]

    /// A plan of one stream; change what differs.
    package init(target: LoadTarget, upstream: LoadAddress? = nil) {
        self.target = target
        self.upstream = upstream
        streams = 1
        pace = .window(1)
        length = .events(1000)
        repetitions = 1
        keepsConnections = true
        headers = []
        patience = .seconds(30)
        processes = []
    }
}
