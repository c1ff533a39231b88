/// Counts of times in nanoseconds, in buckets whose width is a 64th of the time: so every quantile is
/// right within 1.6 percent, whatever the range, and adding one costs a few instructions.
package struct LatencyHistogram: Sendable {
    /// Two to this power are the buckets between a power of two and the next.
    private static let precisionBits = 6
    /// Longer times, beyond 18 minutes, count as this one.
    private static let greatest: UInt64 = 1 << 40 - 1

    private var counts = [UInt64](repeating: 0, count: bucket(of: greatest) + 1)
    /// How many times have been added.
    package private(set) var count: UInt64 = 0
    /// The longest of them.
    package private(set) var maximum: UInt64 = 0

    /// A histogram of nothing; 18 KB.
    package init() {}

    /// Adds a time.
    package mutating func add(_ nanoseconds: UInt64) {
        counts[Self.bucket(of: min(nanoseconds, Self.greatest))] += 1
        count += 1
        maximum = max(maximum, nanoseconds)
    }

    /// The time that the share `quantile` of all times does not exceed; nil if there are none.
    ///
    /// Never below the time itself, and at most a 64th above it.
    package func value(at quantile: Double) -> UInt64? {
        guard count > 0 else { return nil }
        let rank = max(1, UInt64((quantile * Double(count)).rounded(.up)))
        var sum: UInt64 = 0
        for (bucket, count) in counts.enumerated() where count > 0 {
            sum += count
            if sum >= rank { return min(Self.last(of: bucket), maximum) }
        }
        return maximum
    }

    /// Below 128 a bucket a number; above, 64 for each power of two.
    private static func bucket(of value: UInt64) -> Int {
        let exponent = max(0, UInt64.bitWidth - value.leadingZeroBitCount - 1 - precisionBits)
        return exponent << precisionBits + Int(value >> UInt64(exponent))
    }

    /// The greatest value of a bucket.
    private static func last(of bucket: Int) -> UInt64 {
        let exponent = max(0, bucket >> precisionBits - 1)
        let mantissa = UInt64(bucket - exponent << precisionBits)
        return (mantissa + 1) << UInt64(exponent) - 1
    }
}
