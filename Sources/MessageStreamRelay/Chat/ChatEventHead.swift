#if Relay
    /// What the next event begins with: its ID, and for a text the beginning of its data.
    ///
    /// ```
    /// id: 0123456789abcdef0123456789abcdef-17⏎data: {"content": "
    /// \_________________ line _________________/\____ opening ____/
    /// ```
    ///
    /// Kept as bytes, of which the next event changes a digit or two: most events are written by three
    /// copies, and nothing is allocated for any of them.
    struct ChatEventHead: Sendable {
        private static let firstDigit = 4 + ChatAnswerID.textLength + 1
        private static let opening = "\ndata: {\"content\": \""

        // Four and 32 and one, at most 19 digits of an Int, and 20: 76.
        private var bytes = InlineArray<80, UInt8>(repeating: 0)
        /// The place of the last digit.
        private var lastDigit = firstDigit
        private var count = 0
        /// The number of the event that is written next.
        private(set) var number = 1

        /// The head of an answer's event of that number.
        init(answer: ChatAnswerID, number: Int = 1) {
            self.number = number
            append("id: ")
            append("\(answer)-")
            writeNumber()
        }

        /// The line with the ID, and its end.
        var line: Span<UInt8> {
            @_lifetime(borrow self) get { bytes.span.extracting(first: lastDigit + 2) }
        }

        /// All of it, for an event with text.
        var whole: Span<UInt8> {
            @_lifetime(borrow self) get { bytes.span.extracting(first: count) }
        }

        /// Goes on to the next event.
        mutating func advance() {
            number += 1
            var place = lastDigit
            while place >= Self.firstDigit, bytes[place] == UInt8(ascii: "9") {
                bytes[place] = UInt8(ascii: "0")
                place -= 1
            }
            if place >= Self.firstDigit { bytes[place] += 1 } else { writeNumber() }
        }

        private mutating func writeNumber() {
            count = Self.firstDigit
            append(String(number))
            lastDigit = count - 1
            append(Self.opening)
        }

        private mutating func append(_ text: String) {
            for byte in text.utf8 {
                bytes[count] = byte
                count += 1
            }
        }
    }
#endif
