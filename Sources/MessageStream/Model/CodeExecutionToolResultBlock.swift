public import PartialJSON

/// What code gave that the model ran (`code_execution_tool_result`).
public struct CodeExecutionToolResultBlock: ToolResult {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The result, or why there is none.
    public var content: CodeExecutionContent { .init(jsonValue: json["content"] ?? .null) }
}

/// What a shell command gave that the model ran (`bash_code_execution_tool_result`).
public struct BashCodeExecutionToolResultBlock: ToolResult {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The result, or why there is none.
    public var content: CodeExecutionContent { .init(jsonValue: json["content"] ?? .null) }
}

/// What code or a shell command that the model ran can give.
#if hasAttribute(nonexhaustive)
    @nonexhaustive
#endif
public enum CodeExecutionContent: JSONConvertible {
    /// What it wrote and returned.
    case result(CodeExecutionResult)
    /// The same with an output that only the API can read.
    case encryptedResult(EncryptedCodeExecutionResult)
    /// Why it did not run.
    case error(ToolResultError)
    /// Something that this library does not know.
    case unknown(JSONValue)

    /// The content that `jsonValue` is.
    public init(jsonValue: JSONValue) {
        self =
            switch (jsonValue["type"]?.string, jsonValue.object) {
            case ("code_execution_result", let json?), ("bash_code_execution_result", let json?):
                .result(.init(json: json))
            case ("encrypted_code_execution_result", let json?):
                .encryptedResult(.init(json: json))
            case ("code_execution_tool_result_error", let json?),
                ("bash_code_execution_tool_result_error", let json?):
                .error(.init(json: json))
            default: .unknown(jsonValue)
            }
    }

    /// The content as it came.
    public var jsonValue: JSONValue {
        switch self {
        case .result(let result): result.jsonValue
        case .encryptedResult(let result): result.jsonValue
        case .error(let error): error.jsonValue
        case .unknown(let value): value
        }
    }
}

/// What code or a command wrote (`code_execution_result`, `bash_code_execution_result`).
public struct CodeExecutionResult: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// What it wrote to its standard output.
    public var stdout: String { json.string("stdout") }
    /// What it wrote to its standard error.
    public var stderr: String { json.string("stderr") }
    /// The status it returned.
    public var returnCode: Int { json.int("return_code") }
    /// The files it made.
    public var content: [CodeExecutionOutput] { json.list("content") }
}

/// What code wrote, readable for the API only (`encrypted_code_execution_result`).
public struct EncryptedCodeExecutionResult: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// What it wrote to its standard output, to be sent back unchanged.
    public var encryptedStdout: String { json.string("encrypted_stdout") }
    /// What it wrote to its standard error.
    public var stderr: String { json.string("stderr") }
    /// The status it returned.
    public var returnCode: Int { json.int("return_code") }
    /// The files it made.
    public var content: [CodeExecutionOutput] { json.list("content") }
}

/// A file that code or a command made (`code_execution_output`, `bash_code_execution_output`).
public struct CodeExecutionOutput: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The identifier under which the API keeps the file.
    public var fileID: String { json.string("file_id") }
}
