#if Relay
    /// Writes metrics in the Prometheus text format, version 0.0.4.
    struct PrometheusText {
        /// What `/metrics` is served as.
        static let contentType = "text/plain; version=0.0.4; charset=utf-8"

        enum Kind: String {
            case counter, gauge, histogram
        }

        /// Names and values, in the order in which they are written.
        typealias Labels = [(name: String, value: String)]

        private(set) var text = ""
        private var name = ""

        /// Begins a metric; its samples have to follow.
        mutating func begin(_ name: String, _ kind: Kind, help: String) {
            self.name = name
            text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n"
            text += "# TYPE \(name) \(kind.rawValue)\n"
        }

        mutating func sample(_ value: Int, _ labels: Labels = []) {
            sample(String(value), "", labels)
        }

        mutating func sample(_ value: Double, _ labels: Labels = []) {
            sample(Self.number(value), "", labels)
        }

        mutating func histogram(_ histogram: Histogram, _ labels: Labels) {
            var count = 0
            for (boundary, own) in zip(histogram.boundaries + [.infinity], histogram.counts) {
                count += own
                sample(String(count), "_bucket", labels + [("le", Self.number(boundary))])
            }
            sample(Self.number(histogram.sum), "_sum", labels)
            sample(String(count), "_count", labels)
        }

        private mutating func sample(_ value: String, _ suffix: String, _ labels: Labels) {
            text += name + suffix
            if !labels.isEmpty {
                let pairs = labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
                text += "{\(pairs.joined(separator: ","))}"
            }
            text += " \(value)\n"
        }

        static func number(_ value: Double) -> String {
            if value == .infinity { return "+Inf" }
            if value == -.infinity { return "-Inf" }
            if value.isNaN { return "NaN" }
            if let whole = Int(exactly: value) { return String(whole) }
            return value.description
        }

        /// Backslashes and line feeds escaped, and in label values quotes.
        private static func escaped(_ text: String, quotes: Bool) -> String {
            var result = ""
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\\": result += "\\\\"
                case "\n": result += "\\n"
                case "\"" where quotes: result += "\\\""
                default: result.unicodeScalars.append(scalar)
                }
            }
            return result
        }
    }
#endif
