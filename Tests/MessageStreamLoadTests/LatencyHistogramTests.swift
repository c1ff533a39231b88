import Testing

@testable import MessageStreamLoad

struct LatencyHistogramTests {
    @Test(
        arguments: [
            0, 1, 63, 64, 127, 128, 129, 1000, 4095, 4096, 65_535, 1_000_000, 123_456_789, 1 << 39,
        ] as [UInt64])
    func `a single time is told within a 64th, and never below itself`(time: UInt64) throws {
        var histogram = LatencyHistogram()
        histogram.add(time)
        histogram.add(UInt64(1) << 40)
        let value = try #require(histogram.value(at: 0.5))
        #expect(value >= time)
        #expect(value - time <= time / 64)
    }

    @Test func `quantiles count`() throws {
        var histogram = LatencyHistogram()
        for time in (1...1000).reversed() { histogram.add(UInt64(time) * 1000) }
        for (quantile, exact) in [(0.5, 500_000.0), (0.99, 990_000), (0.001, 1000), (1, 1_000_000)]
        {
            let value = Double(try #require(histogram.value(at: quantile)))
            #expect(value >= exact && value <= exact * 65 / 64)
        }
        #expect(histogram.maximum == 1_000_000)
        #expect(histogram.count == 1000)
    }

    @Test func `without times there is no quantile`() {
        #expect(LatencyHistogram().value(at: 0.5) == nil)
    }

    @Test func `a time beyond all buckets is the maximum`() {
        var histogram = LatencyHistogram()
        histogram.add(.max)
        #expect(histogram.maximum == .max)
        #expect(histogram.value(at: 0.5) != nil)
    }
}
