/// The SHA-256 of some bytes (FIPS 180-4), in hexadecimal: the conformance data's index names
/// results by it, and Foundation has none on Linux. Slow; not for anything that must be secret.
package func sha256(_ bytes: [UInt8]) -> String {
    var state: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
        0x5be0_cd19,
    ]
    let padding = [0x80] + [UInt8](repeating: 0, count: (119 - bytes.count % 64) % 64)
    let length = (0..<8).map { UInt8(truncatingIfNeeded: (8 * bytes.count) >> (56 - 8 * $0)) }
    let message = bytes + padding + length
    var words = [UInt32](repeating: 0, count: 64)
    for block in stride(from: 0, to: message.count, by: 64) {
        for i in 0..<16 {
            words[i] = message[block + 4 * i..<block + 4 * i + 4].reduce(0) { $0 << 8 | UInt32($1) }
        }
        for i in 16..<64 {
            let (x, y) = (words[i - 15], words[i - 2])
            let s0 = rotate(x, 7) ^ rotate(x, 18) ^ x >> 3
            let s1 = rotate(y, 17) ^ rotate(y, 19) ^ y >> 10
            words[i] = words[i - 16] &+ s0 &+ words[i - 7] &+ s1
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for i in 0..<64 {
            let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
            let t1 = h &+ s1 &+ (e & f ^ ~e & g) &+ roundConstants[i] &+ words[i]
            let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
            let t2 = s0 &+ (a & b ^ a & c ^ b & c)
            (h, g, f, e) = (g, f, e, d &+ t1)
            (d, c, b, a) = (c, b, a, t1 &+ t2)
        }
        for (i, word) in [a, b, c, d, e, f, g, h].enumerated() { state[i] &+= word }
    }
    return state.map { word in
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
}

private func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
}

/// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
private let roundConstants: [UInt32] = (2...311).lazy
    .filter { n in !(2..<n).contains { n.isMultiple(of: $0) } }
    .map { cubeRootFraction(of: UInt64($0)) }

/// 32 bits of the fraction of a cube root, by bisection in integers: no rounding to trust.
private func cubeRootFraction(of n: UInt64) -> UInt32 {
    var root: UInt64 = 0
    for bit in (0..<36).reversed() {
        let candidate = root | 1 << UInt64(bit)
        // candidate³ ≤ n · 2⁹⁶
        let square = candidate.multipliedFullWidth(by: candidate)
        let low = square.low.multipliedFullWidth(by: candidate)
        let high = square.high * candidate + low.high
        if high < n << 32 || (high == n << 32 && low.low == 0) { root = candidate }
    }
    return UInt32(truncatingIfNeeded: root)
}
