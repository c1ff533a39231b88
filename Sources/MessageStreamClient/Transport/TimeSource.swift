/// The clock of a client, and its dice: tests have others.
struct TimeSource: Sendable {
    /// The time since some moment in the past; it never runs backwards.
    let now: @Sendable () -> Duration
    /// Waits; throws when the task is cancelled.
    let sleep: @Sendable (Duration) async throws -> Void
    /// Seconds since 1970, to which HTTP dates refer.
    let secondsSince1970: @Sendable () -> Double
    /// A number from 0 up to 1, and not 1.
    let random: @Sendable () -> Double

    init(
        now: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        secondsSince1970: @escaping @Sendable () -> Double = Self.systemSeconds,
        random: @escaping @Sendable () -> Double = { .random(in: 0..<1) }
    ) {
        self.now = now
        self.sleep = sleep
        self.secondsSince1970 = secondsSince1970
        self.random = random
    }

    /// The clock of the system, which goes on while the machine sleeps.
    static let system: TimeSource = {
        let clock = ContinuousClock()
        let start = clock.now
        return TimeSource(
            now: { start.duration(to: clock.now) }, sleep: { try await clock.sleep(for: $0) })
    }()
}
