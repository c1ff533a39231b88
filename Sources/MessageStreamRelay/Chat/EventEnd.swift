#if Relay
    /// Finds the blank line at which an event ends that is not looked at.
    ///
    /// Costs a look at each byte, and holds none.
    struct EventEnd: Sendable {
        private enum Position {
            /// Before the event, where blank lines end nothing.
            case before
            case inLine
            case atLineStart
        }

        private var position: Position
        private var isBehindCarriageReturn = false

        /// The end of an event of which nothing has come.
        static let ofNext = EventEnd(.before)
        /// The end of one that began in an earlier chunk.
        ///
        /// - Parameter isAtLineStart: Whether that chunk ended with a line.
        static func ofPresent(isAtLineStart: Bool) -> EventEnd {
            EventEnd(isAtLineStart ? .atLineStart : .inLine)
        }

        private init(_ position: Position) {
            self.position = position
        }

        /// How many of `bytes` go to the event, its blank line included; nil if all do and more will.
        mutating func find(in bytes: Span<UInt8>) -> Int? {
            var index = 0
            while index < bytes.count {
                if case .inLine = position {
                    while index < bytes.count, !bytes[index].isLineEnd { index += 1 }
                    if index == bytes.count { break }
                }
                let byte = bytes[index]
                let isSecondOfTwo = isBehindCarriageReturn && byte == UInt8(ascii: "\n")
                isBehindCarriageReturn = byte == UInt8(ascii: "\r")
                switch position {
                case .atLineStart where byte.isLineEnd && !isSecondOfTwo: return index + 1
                case .before where byte.isLineEnd: break
                case .before, .inLine, .atLineStart:
                    position = byte.isLineEnd ? .atLineStart : .inLine
                }
                index += 1
            }
            return nil
        }
    }

    extension UInt8 {
        /// Whether it ends a line of an event stream, alone or with another one.
        var isLineEnd: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
    }
#endif
