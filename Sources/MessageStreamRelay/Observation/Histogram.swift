#if Relay
    /// A histogram with fixed boundaries, as Prometheus and OpenTelemetry have it.
    struct Histogram: Sendable {
        /// The boundaries that OpenTelemetry's conventions for generative AI give their metrics.
        enum Boundaries {
            static let requestDuration = [
                0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96,
                81.92,
            ]
            static let timeToFirstToken = [
                0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5,
                10,
            ]
            static let timePerOutputToken = [
                0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5,
            ]
            static let tokens: [Double] = [
                1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262_144, 1_048_576, 4_194_304,
                16_777_216, 67_108_864,
            ]
        }

        let boundaries: [Double]
        /// How many values each bucket has, not those below it as well; the last is past all boundaries.
        private(set) var counts: [Int]
        private(set) var sum: Double = 0

        init(_ boundaries: [Double]) {
            self.boundaries = boundaries
            counts = Array(repeating: 0, count: boundaries.count + 1)
        }

        /// Adds a value; a boundary belongs to the bucket that ends with it.
        mutating func add(_ value: Double) {
            counts[boundaries.firstIndex { value <= $0 } ?? boundaries.count] += 1
            sum += value
        }
    }
#endif
