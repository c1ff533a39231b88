import PartialJSON

extension JSONValue {
    /// The places at which this value differs from `expected`, as JSON Pointers, each with what is
    /// here and what is expected.
    func differences(from expected: JSONValue, at path: String = "") -> [String] {
        switch (self, expected) {
        case (.object(let here), .object(let there)):
            let keys = there.keys + here.keys.filter { there[$0] == nil }
            return keys.flatMap { key -> [String] in
                switch (here[key], there[key]) {
                case (let here?, let there?): here.differences(from: there, at: "\(path)/\(key)")
                case (let here?, nil): ["\(path)/\(key): \(here) for nothing"]
                case (nil, let there?): ["\(path)/\(key): nothing for \(there)"]
                case (nil, nil): []
                }
            }
        case (.array(let here), .array(let there)) where here.count == there.count:
            return zip(here, there).enumerated().flatMap { index, pair in
                pair.0.differences(from: pair.1, at: "\(path)/\(index)")
            }
        default:
            return self == expected ? [] : ["\(path): \(self) for \(expected)"]
        }
    }
}
