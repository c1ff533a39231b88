private import Foundation

extension BaselineMessage.Block {
    /// The input of a tool, decoded when it is whole. A tool without parameters may send nothing.
    public func decodeInput<Value: Decodable>(as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: data)
    }

    /// The input of a tool as a dictionary, parsed when it is whole.
    public func parsedInput() throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }

    private var data: Data { Data(input.isEmpty ? "{}".utf8 : input.utf8) }
}
