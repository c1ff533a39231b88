#if Relay
    /// Names from outside, made fit for logs.
    enum LogText {
        /// The longest name in a log, in bytes.
        static let maximumNameBytes = 128

        /// `text` with everything but visible ASCII as `\u{..}`, spaces and backslashes too, so that it
        /// cannot look like something else; cut before `maximumBytes`, and then with `...` at its end.
        static func escaped(_ text: String, maximumBytes: Int = maximumNameBytes) -> String {
            if text.utf8.count <= maximumBytes, text.utf8.allSatisfy(isPlain) { return text }
            var result = ""
            for scalar in text.unicodeScalars {
                let piece =
                    scalar.isASCII && isPlain(UInt8(scalar.value))
                    ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
                guard result.utf8.count + piece.utf8.count <= maximumBytes else {
                    return result + "..."
                }
                result += piece
            }
            return result
        }

        private static func isPlain(_ byte: UInt8) -> Bool {
            0x21...0x7E ~= byte && byte != UInt8(ascii: "\\")
        }

        /// `text` cut to whole characters of at most `maximumBytes` bytes.
        static func bounded(_ text: String, maximumBytes: Int = maximumNameBytes) -> String {
            guard text.utf8.count > maximumBytes else { return text }
            var result = String.UnicodeScalarView()
            var bytes = 0
            for scalar in text.unicodeScalars {
                bytes += UTF8.width(scalar)
                if bytes > maximumBytes { break }
                result.append(scalar)
            }
            return String(result) + "..."
        }
    }
#endif
