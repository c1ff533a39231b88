#if Relay
    /// A strict reader of the Prometheus text format 0.0.4: what it does not know is an error.
    struct PrometheusSamples {
        struct Problem: Error {
            let line: String
            let reason: String
        }

        struct Sample: Hashable {
            let name: String
            let labels: [String: String]
        }

        private(set) var values: [Sample: Double] = [:]
        private(set) var types: [String: String] = [:]
        private var family = ""

        init(_ text: String) throws {
            guard text.hasSuffix("\n") else { throw Problem(line: "", reason: "no last line feed") }
            for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
                try read(String(line))
            }
            try checkHistograms()
        }

        /// The value of a sample; its labels are those that are named.
        subscript(name: String, labels: [String: String]) -> Double? {
            let found = values.filter { sample, _ in
                sample.name == name && labels.allSatisfy { sample.labels[$0.key] == $0.value }
            }
            return found.count == 1 ? found.first?.value : nil
        }

        private mutating func read(_ line: String) throws {
            func problem(_ reason: String) -> Problem { Problem(line: line, reason: reason) }
            if line.hasPrefix("# HELP ") {
                let name = String(line.dropFirst(7).prefix { $0 != " " })
                guard types[name] == nil else { throw problem("there is that metric already") }
                family = name
            } else if line.hasPrefix("# TYPE ") {
                let parts = line.split(separator: " ")
                guard parts.count == 4, parts[2] == family, types[family] == nil,
                    ["counter", "gauge", "histogram"].contains(parts[3])
                else { throw problem("no type of the metric") }
                types[family] = String(parts[3])
                guard parts[3] != "counter" || family.hasSuffix("_total") else {
                    throw problem("a counter ends in _total")
                }
            } else {
                try readSample(line, problem)
            }
        }

        private mutating func readSample(_ line: String, _ problem: (String) -> Problem) throws {
            let name = String(
                line.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
            let suffix = name.dropFirst(family.count)
            guard let type = types[family], name.hasPrefix(family),
                type == "histogram"
                    ? ["_bucket", "_sum", "_count"].contains(suffix) : suffix.isEmpty
            else { throw problem("no sample of the metric before it") }
            var rest = line.dropFirst(name.count)
            let labels = rest.first == "{" ? try Self.labels(&rest, problem) : [:]
            guard rest.first == " " else { throw problem("no space before the value") }
            let text = rest.dropFirst()
            guard let value = text == "+Inf" ? .infinity : Double(text), !text.contains(" ") else {
                throw problem("no value")
            }
            guard values.updateValue(value, forKey: Sample(name: name, labels: labels)) == nil
            else {
                throw problem("the same sample twice")
            }
        }

        private static func labels(
            _ rest: inout Substring, _ problem: (String) -> Problem
        ) throws -> [String: String] {
            var labels: [String: String] = [:]
            repeat {
                rest.removeFirst()
                let name = String(
                    rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
                rest.removeFirst(name.count)
                guard !name.isEmpty, rest.hasPrefix("=\"") else { throw problem("no label") }
                rest.removeFirst(2)
                var value = ""
                while let character = rest.popFirst(), character != "\"" {
                    guard character == "\\" else {
                        value.append(character)
                        continue
                    }
                    switch rest.popFirst() {
                    case "\\": value += "\\"
                    case "\"": value += "\""
                    case "n": value += "\n"
                    default: throw problem("no escape")
                    }
                }
                guard labels.updateValue(value, forKey: name) == nil else {
                    throw problem("a label twice")
                }
            } while rest.first == ","
            guard rest.popFirst() == "}" else { throw problem("labels without an end") }
            return labels
        }

        private func checkHistograms() throws {
            for name in types.filter({ $0.value == "histogram" }).keys {
                let buckets = values.filter { $0.key.name == name + "_bucket" }
                let series = Dictionary(grouping: buckets) { bucket in
                    bucket.key.labels.filter { $0.key != "le" }
                }
                for (labels, buckets) in series {
                    let sorted = try buckets.map { bucket in
                        guard let text = bucket.key.labels["le"],
                            let boundary = text == "+Inf" ? .infinity : Double(text)
                        else { throw Problem(line: name, reason: "no boundary") }
                        return (boundary, bucket.value)
                    }.sorted { $0.0 < $1.0 }
                    guard zip(sorted, sorted.dropFirst()).allSatisfy({ $0.1 <= $1.1 }),
                        sorted.last?.0 == .infinity,
                        values[Sample(name: name + "_count", labels: labels)] == sorted.last?.1,
                        values[Sample(name: name + "_sum", labels: labels)] != nil
                    else { throw Problem(line: name, reason: "no cumulative histogram") }
                }
            }
        }
    }
#endif
