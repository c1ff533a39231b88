public import MessageStream
public import PartialJSON

/// A tool with the code that runs when the model uses it.
///
/// ```swift
/// struct Place: Decodable { var city: String }
/// let weather = Tool(
///     name: "weather", description: "The weather of a city.",
///     inputSchema: [
///         "type": "object", "properties": ["city": ["type": "string"]], "required": ["city"],
///     ]
/// ) { (place: Place) in "It is sunny in \(place.city)." }
/// ```
///
/// The input is what a model wrote: check it as you would check what a stranger wrote.
public struct Tool: Sendable {
    /// What the model is told of the tool.
    public var definition: ToolDefinition

    private let body: @Sendable (ToolUseBlock) async throws -> ToolOutput

    /// A tool whose input is decoded as an `Input` before `body` runs.
    ///
    /// An input that is no `Input` never reaches `body`: the model is told what is wrong with it. An
    /// error that `body` throws goes to the model as its description; return
    /// ``ToolOutput/error(_:)`` to choose the words, and where the description may hold secrets.
    public init<Input: Decodable & SendableMetatype>(
        _ definition: ToolDefinition, options: JSONDecodingOptions = JSONDecodingOptions(),
        body: @escaping @Sendable (Input) async throws -> ToolOutput
    ) {
        self.definition = definition
        self.body = { toolUse in
            let input: Input
            do {
                input = try toolUse.decodeInput(as: Input.self, options: options)
            } catch {
                return .error("The input does not fit the tool: \(Self.clause(error)).")
            }
            return try await body(input)
        }
    }

    /// A tool of that name, its input described by a JSON schema of type `object`.
    public init<Input: Decodable & SendableMetatype>(
        name: String, description: String? = nil, inputSchema: JSONObject,
        options: JSONDecodingOptions = JSONDecodingOptions(),
        body: @escaping @Sendable (Input) async throws -> ToolOutput
    ) {
        self.init(
            ToolDefinition(name: name, description: description, inputSchema: inputSchema),
            options: options, body: body)
    }

    /// Runs the tool for one use of it.
    ///
    /// - Throws: What the tool's code throws.
    public func run(_ toolUse: ToolUseBlock) async throws -> ToolOutput {
        try await body(toolUse)
    }

    /// What is wrong with an input, and where, without what only programmers understand.
    private static func clause(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            "\(key.stringValue) is missing\(context.place)"
        case DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            "\(context.debugDescription.withoutFullStop)\(context.place)"
        default:
            "\(error)".withoutFullStop
        }
    }
}

extension DecodingError.Context {
    /// Where in the input the error is, such as ` (at edits.0.path)`.
    fileprivate var place: String {
        let keys = codingPath.map { key in key.intValue.map { "\($0)" } ?? key.stringValue }
        return keys.isEmpty ? "" : " (at \(keys.joined(separator: ".")))"
    }
}

extension String {
    fileprivate var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
