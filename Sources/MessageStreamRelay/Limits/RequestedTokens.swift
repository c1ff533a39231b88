#if Relay
    internal import MessageStream
    internal import PartialJSON

    /// The `max_tokens` of a request to `/v1/messages`, found while its body comes.
    ///
    /// Costs a look at each byte and holds a few, whatever the body. It judges no JSON: an upstream
    /// refuses what is none. What it must not do is find less than an upstream would, so that of several
    /// members the greatest counts, and one that cannot be read counts as the greatest number.
    struct RequestedTokens: Sendable {
        private enum Position {
            case between
            case inString(isEscaped: Bool)
            /// In a number, a word, or what is none.
            case inWord
        }

        /// A name, a value or a number that is longer than this is not the one looked for, or no count.
        private static let greatestWord = 40
        private static let name = Array("max_tokens".utf8)

        private var position = Position.between
        private var depth = 0
        /// Whether a value comes next at the present depth, if that is 1.
        private var isBehindColon = false
        /// The last string, or the present number, of the outermost object.
        private var word: [UInt8] = []
        private var hasEscape = false
        /// Whether the value that comes is that of `max_tokens`.
        private var isWanted = false
        private var found: Int?

        /// The most tokens that the bytes so far ask for; the greatest number where they do not say.
        var count: Int { found ?? .max }

        /// Looks at the next bytes of the body.
        mutating func look(at bytes: Span<UInt8>) {
            for index in bytes.indices {
                let byte = bytes[index]
                switch position {
                case .inString(isEscaped: true): position = .inString(isEscaped: false)
                case .inString(isEscaped: false): look(inString: byte)
                case .inWord:
                    if Self.endsWord(byte) {
                        endWord()
                        look(between: byte)
                    } else {
                        keep(byte)
                    }
                case .between: look(between: byte)
                }
            }
        }

        @inline(__always)
        private mutating func look(inString byte: UInt8) {
            switch byte {
            case UInt8(ascii: "\""):
                position = .between
                if depth == 1, isBehindColon { take(nil) }
            case UInt8(ascii: "\\"):
                position = .inString(isEscaped: true)
                hasEscape = true
            default: keep(byte)
            }
        }

        private mutating func look(between byte: UInt8) {
            switch byte {
            case UInt8(ascii: "\""):
                position = .inString(isEscaped: false)
                begin()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if depth == 1, isBehindColon { take(nil) }
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ":") where depth == 1:
                isBehindColon = true
                // An escaped name may be any.
                isWanted = hasEscape || word == Self.name
            case UInt8(ascii: ",") where depth == 1: isBehindColon = false
            case UInt8(ascii: ":"), UInt8(ascii: ","): break
            default:
                if Self.endsWord(byte) { return }
                position = .inWord
                begin()
                keep(byte)
            }
        }

        private static func endsWord(_ byte: UInt8) -> Bool {
            switch byte {
            case 0...0x20, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"),
                UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""):
                true
            default: false
            }
        }

        private mutating func begin() {
            guard depth == 1 else { return }
            word.removeAll(keepingCapacity: true)
            hasEscape = false
        }

        private mutating func endWord() {
            position = .between
            guard depth == 1, isBehindColon else { return }
            let number = JSONNumber(text: String(decoding: word, as: UTF8.self))
            take(
                word.count < Self.greatestWord
                    ? number.flatMap { JSONValue.number($0).peerCount } : nil)
        }

        @inline(__always)
        private mutating func keep(_ byte: UInt8) {
            if depth == 1, word.count < Self.greatestWord { word.append(byte) }
        }

        /// Takes the value of a member; nil is one that is no count.
        private mutating func take(_ count: Int?) {
            if isWanted { found = max(found ?? 0, count ?? .max) }
            isWanted = false
        }
    }
#endif
