#if Relay
    /// The name of one answer of the chat endpoint: 128 random bits, which nobody can guess.
    ///
    /// It is the header `x-answer-id`, and what stands before the number in the ID of every event.
    public struct ChatAnswerID: Sendable, Hashable {
        /// How many characters its text has.
        public static let textLength = 32

        private let high: UInt64
        private let low: UInt64

        /// A new name, of the system's secure random numbers.
        public init() {
            var generator = SystemRandomNumberGenerator()
            self.init(using: &generator)
        }

        /// A new name; only a secure generator makes one that cannot be guessed.
        init(using generator: inout some RandomNumberGenerator) {
            high = generator.next()
            low = generator.next()
        }

        /// The name with this text: 32 hexadecimal digits, lower case; nil for any other text.
        public init?(_ text: some StringProtocol) {
            guard text.utf8.count == Self.textLength else { return nil }
            var halves: (UInt64, UInt64) = (0, 0)
            for byte in text.utf8 {
                let digit: UInt8
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
                case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
                default: return nil
                }
                halves.0 = halves.0 << 4 | halves.1 >> 60
                halves.1 = halves.1 << 4 | UInt64(digit)
            }
            (high, low) = halves
        }

        /// The hexadecimal digit at `place`, from 0, as an ASCII character.
        private func digit(at place: Int) -> UInt8 {
            let half = place < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: half >> (60 - 4 * UInt64(place & 15)) & 15)
            return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
        }
    }

    extension ChatAnswerID: CustomStringConvertible {
        /// The 32 hexadecimal digits.
        public var description: String {
            String(decoding: (0..<Self.textLength).map(digit), as: UTF8.self)
        }
    }
#endif
