#if Relay
    internal import Logging

    /// One JSON object on one line.
    struct JSONLine {
        private var text = "{"
        private var names: Set<String> = []

        /// Whether there is a member of this name already.
        func has(_ name: String) -> Bool { names.contains(name) }

        mutating func add(_ name: String, _ value: Logger.Metadata.Value) {
            if !names.isEmpty { text += "," }
            names.insert(name)
            write(name)
            text += ":"
            write(value)
        }

        /// The line, its line feed included.
        func finished() -> String { text + "}\n" }

        private mutating func write(_ value: Logger.Metadata.Value) {
            switch value {
            case .string(let string): write(string)
            case .stringConvertible(let value): write(convertible: value)
            case .array(let values):
                text += "["
                for (place, value) in values.enumerated() {
                    if place > 0 { text += "," }
                    write(value)
                }
                text += "]"
            case .dictionary(let members):
                text += "{"
                for (place, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                    if place > 0 { text += "," }
                    write(member.key)
                    text += ":"
                    write(member.value)
                }
                text += "}"
            }
        }

        private mutating func write(convertible value: any CustomStringConvertible) {
            switch value {
            case let value as Int: text += String(value)
            case let value as Bool: text += String(value)
            case let value as Double where value.isFinite: text += String(value)
            default: write(value.description)
            }
        }

        private mutating func write(_ string: String) {
            text += "\""
            for scalar in string.unicodeScalars {
                switch scalar {
                case "\"": text += "\\\""
                case "\\": text += "\\\\"
                case "\n": text += "\\n"
                case "\r": text += "\\r"
                case "\t": text += "\\t"
                default:
                    if scalar.isHarmless {
                        text.unicodeScalars.append(scalar)
                    } else {
                        for unit in String(scalar).utf16 {
                            let digits = String(unit, radix: 16)
                            text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                        }
                    }
                }
            }
            text += "\""
        }
    }

    extension Unicode.Scalar {
        /// Whether it neither controls a terminal nor breaks or turns a line.
        fileprivate var isHarmless: Bool {
            if isASCII { return 0x20...0x7E ~= value }
            return switch properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
    }
#endif
