/// A way to cut bytes into the chunks in which a network might deliver them.
///
/// What a decoder answers must not depend on it, so every case runs under every chunking:
///
/// ```swift
/// for chunking in Chunking.all(for: bytes) {
///     for chunk in chunking.chunks(of: bytes) { … }
/// }
/// ```
package enum Chunking: Sendable, Hashable, CustomStringConvertible {
    /// One chunk with everything.
    case whole
    /// Two chunks, the second beginning at this offset.
    case split(at: Int)
    /// Chunks of this many bytes, the last one perhaps shorter.
    case fixed(Int)
    /// Chunks that begin at these ascending offsets, the first one at 0 besides.
    case borders([Int])

    /// Byte by byte.
    package static let everyByte = Chunking.fixed(1)

    package var description: String {
        switch self {
        case .whole: "whole"
        case .split(let offset): "split at \(offset)"
        case .fixed(let size): size == 1 ? "byte by byte" : "\(size) bytes at a time"
        case .borders(let offsets): "borders at \(offsets)"
        }
    }

    /// The chunks, in order; empty only where a border falls on another one.
    package func chunks(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        switch self {
        case .whole:
            return [bytes[...]]
        case .split(let offset):
            return [bytes[..<offset], bytes[offset...]]
        case .fixed(let size):
            return stride(from: 0, to: bytes.count, by: size).map {
                bytes[$0..<min($0 + size, bytes.count)]
            }
        case .borders(let offsets):
            let starts = [0] + offsets
            let ends = offsets + [bytes.count]
            return zip(starts, ends).map { bytes[$0..<$1] }
        }
    }
}

extension Chunking {
    /// Up to this many bytes every two-way split is tried; their cost grows with the square.
    package static let exhaustiveSplitBytes = 2048

    /// Whole, byte by byte, in threes, in sevens, in 64s, and split in two: at every offset, or in
    /// inputs longer than `exhaustiveSplitBytes` within two bytes of every line end, thinned
    /// evenly to that many places.
    package static func all(
        for bytes: [UInt8], exhaustiveSplitBytes limit: Int = exhaustiveSplitBytes
    ) -> [Chunking] {
        let sizes: [Chunking] = [.everyByte, .fixed(3), .fixed(7), .fixed(64)]
        return [.whole] + sizes + splitOffsets(of: bytes, limit: limit).map { .split(at: $0) }
    }

    private static func splitOffsets(of bytes: [UInt8], limit: Int) -> [Int] {
        guard bytes.count > limit else { return bytes.isEmpty ? [] : Array(1..<bytes.count) }
        let nearLineEnds = Set(
            bytes.indices
                .filter { bytes[$0] == UInt8(ascii: "\n") || bytes[$0] == UInt8(ascii: "\r") }
                .flatMap { $0 - 2...$0 + 3 }
                .filter { $0 > 0 && $0 < bytes.count }
        ).sorted()
        // The work of one split is the length of the input: keep the product near limit squared.
        let affordable = max(16, limit * limit / bytes.count)
        let step = max(1, (nearLineEnds.count + affordable - 1) / affordable)
        return stride(from: 0, to: nearLineEnds.count, by: step).map { nearLineEnds[$0] }
    }
}
