public import PartialJSON

/// A block in which the model uses a tool: yours, the API's or an MCP server's.
///
/// ```swift
/// for toolUse in message.toolUses where toolUse.name == "edit_file" {
///     let edit = try toolUse.decodeInput(as: EditFile.self)
/// }
/// ```
public protocol ToolUse: JSONBacked {
    /// The object with all its members.
    var json: JSONObject { get set }

    /// How the input came from a stream; ``ToolInputArrival/complete`` unless it was cut or damaged.
    var inputArrival: ToolInputArrival { get set }
}

extension ToolUse {
    /// The identifier that the tool's result has to name.
    public var id: String {
        get { json.string("id") }
        set { json.set("id", newValue) }
    }

    /// The tool's name.
    public var name: String {
        get { json.string("name") }
        set { json.set("name", newValue) }
    }

    /// The input that the model wrote for the tool, an object unless the model erred.
    ///
    /// Of an input that is not complete, what came of it: unfinished strings, keys and literals are
    /// left out. Of an input that is no JSON, `{"INVALID_JSON": "<the text>"}`, the form in which
    /// the API's documentation wants it sent back. Assigning makes the input complete.
    public var input: JSONValue {
        get { json["input"] ?? [:] }
        set {
            json["input"] = newValue
            inputArrival = .complete
        }
    }

    /// Whether the input is whole. Never run a tool whose input is not.
    public var inputState: ToolInputState { inputArrival.state }

    /// The text of the input as it came, unless it is complete or the text was not kept.
    public var rawInput: String? { inputArrival.rawText }

    /// Decodes the input as a `T`, digits and member order and all.
    ///
    /// Costs time linear in the input. Throws the `JSONError` of an input that is incomplete or no
    /// JSON, and a `DecodingError` when the input is JSON but no `T`.
    public func decodeInput<T: Decodable>(
        as type: T.Type = T.self, options: JSONDecodingOptions = JSONDecodingOptions()
    ) throws -> T {
        if let error = inputArrival.error { throw error }
        return try input.decode(type, options: options)
    }
}

/// Whether a tool input is whole.
public enum ToolInputState: Sendable, Hashable {
    /// The whole input came and is JSON.
    case complete
    /// The stream, or the model at `max_tokens`, stopped in the middle; what came is fine so far.
    case incomplete
    /// The model wrote something that is no JSON; the error says where.
    case invalid(JSONError)
}

/// How a tool input came from a stream: nothing to tell of a complete one, the text of others.
public struct ToolInputArrival: Sendable, Hashable {
    private indirect enum Storage: Hashable {
        case complete
        case flawed(ToolInputState, JSONError, rawText: String?)
    }

    private let storage: Storage

    /// The whole input came and is JSON.
    public static let complete = Self(storage: .complete)

    /// An input of which only the beginning `rawText` came, with what a parser says of that.
    package static func incomplete(_ error: JSONError, rawText: String?) -> Self {
        Self(storage: .flawed(.incomplete, error, rawText: rawText))
    }

    /// An input `rawText` that is no JSON for the reason `error`.
    package static func invalid(_ error: JSONError, rawText: String?) -> Self {
        Self(storage: .flawed(.invalid(error), error, rawText: rawText))
    }

    /// Whether the input is whole.
    public var state: ToolInputState {
        switch storage {
        case .complete: .complete
        case .flawed(let state, _, _): state
        }
    }

    /// The text as it came, unless it is complete or was not kept.
    public var rawText: String? {
        switch storage {
        case .complete: nil
        case .flawed(_, _, let rawText): rawText
        }
    }

    /// Why the text is no whole JSON value, or nil when it is.
    public var error: JSONError? {
        switch storage {
        case .complete: nil
        case .flawed(_, let error, _): error
        }
    }
}
