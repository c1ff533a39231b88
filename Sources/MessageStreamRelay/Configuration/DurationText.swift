#if Relay
    extension Duration {
        private static let units: [(name: String, length: Duration)] = [
            ("ms", .milliseconds(1)), ("s", .seconds(1)), ("m", .seconds(60)),
            ("h", .seconds(3600)),
        ]

        /// The time that a text such as `15s`, `5m`, `250ms`, `1h` says: a whole number and its unit.
        init?(text: String) {
            let digits = text.prefix { $0.isASCII && $0.isNumber }
            let unit = text[digits.endIndex...]
            guard let (_, length) = Self.units.first(where: { $0.name == unit }),
                let count = Int(digits), count <= 1_000_000_000
            else { return nil }
            self = length * count
        }

        /// The text that says it, in the greatest unit that divides it; to a millisecond.
        var text: String {
            let (seconds, attoseconds) = components
            let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
            if milliseconds == 0 { return "0s" }
            for (divisor, unit) in [(3_600_000, "h"), (60_000, "m"), (1000, "s")]
            where milliseconds % Int64(divisor) == 0 {
                return "\(milliseconds / Int64(divisor))\(unit)"
            }
            return "\(milliseconds)ms"
        }
    }

    /// A number of bytes as a configuration writes it: `1048576` or `1MiB`.
    struct ByteCount: CustomStringConvertible {
        private static let units = [("GiB", 30), ("MiB", 20), ("KiB", 10)]

        var bytes: Int

        init(_ bytes: Int) {
            self.bytes = bytes
        }

        init?(text: String) {
            let unit = Self.units.first { text.hasSuffix($0.0) }
            let digits = text.dropLast(unit == nil ? 0 : 3)
            guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
                let count = Int(digits), count <= Int.max >> 30
            else { return nil }
            bytes = count << (unit?.1 ?? 0)
        }

        var description: String {
            for (name, shift) in Self.units where bytes > 0 && bytes & ((1 << shift) - 1) == 0 {
                return "\(bytes >> shift) \(name)"
            }
            return "\(bytes) bytes"
        }
    }
#endif
