private import Foundation

/// Sebastiano Vigna's SplitMix64: the same numbers on every machine.
package struct SplitMix: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// The numbers that follow from `seed`.
    package init(seed: UInt64) {
        state = seed
    }

    /// The next 64 bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to `bound`, and not `bound`.
    package mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(bound))
    }

    /// True in `numerator` of `denominator` cases.
    package mutating func chance(_ numerator: Int, in denominator: Int) -> Bool {
        below(denominator) < numerator
    }

    /// One of `elements`, which are not empty.
    package mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// The seeds with which tests of random cases run: `fixed`, and those that the environment variable
    /// `MESSAGE_STREAM_SEEDS` lists, separated by commas.
    package static func seeds(_ fixed: [UInt64]) -> [UInt64] {
        let more = ProcessInfo.processInfo.environment["MESSAGE_STREAM_SEEDS"] ?? ""
        return fixed + more.split(separator: ",").compactMap { UInt64($0.filter { $0 != " " }) }
    }
}
