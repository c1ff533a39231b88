public import PartialJSON

/// What the text editor tool gave (`text_editor_code_execution_tool_result`).
public struct TextEditorCodeExecutionToolResultBlock: ToolResult {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The result, or why there is none.
    public var content: Content { Content(jsonValue: json["content"] ?? .null) }

    /// What the text editor tool can give.
    #if hasAttribute(nonexhaustive)
        @nonexhaustive
    #endif
    public enum Content: JSONConvertible {
        /// A file, or a part of it.
        case view(TextEditorViewResult)
        /// A file was written.
        case create(TextEditorCreateResult)
        /// A text in a file was replaced.
        case strReplace(TextEditorStrReplaceResult)
        /// Why nothing was done.
        case error(ToolResultError)
        /// Something that this library does not know.
        case unknown(JSONValue)

        /// The content that `jsonValue` is.
        public init(jsonValue: JSONValue) {
            self =
                switch (jsonValue["type"]?.string, jsonValue.object) {
                case ("text_editor_code_execution_view_result", let json?):
                    .view(.init(json: json))
                case ("text_editor_code_execution_create_result", let json?):
                    .create(.init(json: json))
                case ("text_editor_code_execution_str_replace_result", let json?):
                    .strReplace(.init(json: json))
                case ("text_editor_code_execution_tool_result_error", let json?):
                    .error(.init(json: json))
                default: .unknown(jsonValue)
                }
        }

        /// The content as it came.
        public var jsonValue: JSONValue {
            switch self {
            case .view(let result): result.jsonValue
            case .create(let result): result.jsonValue
            case .strReplace(let result): result.jsonValue
            case .error(let error): error.jsonValue
            case .unknown(let value): value
            }
        }
    }
}

/// A file, or a part of it (`text_editor_code_execution_view_result`).
public struct TextEditorViewResult: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// What was viewed.
    public var content: String { json.string("content") }
    /// The kind of file: `text`, `image` or `pdf`.
    public var fileType: String { json.string("file_type") }
    /// How many lines were viewed.
    public var lineCount: Int? { json.optional("num_lines") }
    /// The first line that was viewed, from 1.
    public var startLine: Int? { json.optional("start_line") }
    /// How many lines the file has.
    public var totalLines: Int? { json.optional("total_lines") }
}

/// A file was written (`text_editor_code_execution_create_result`).
public struct TextEditorCreateResult: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// Whether the file existed before.
    public var isFileUpdate: Bool { json.bool("is_file_update") }
}

/// A text in a file was replaced (`text_editor_code_execution_str_replace_result`).
public struct TextEditorStrReplaceResult: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The changed lines, as in a diff.
    public var lines: [String] { json.strings("lines") }
    /// The first of the old lines, from 1.
    public var oldStart: Int? { json.optional("old_start") }
    /// How many lines were replaced.
    public var oldLines: Int? { json.optional("old_lines") }
    /// The first of the new lines, from 1.
    public var newStart: Int? { json.optional("new_start") }
    /// How many lines replaced them.
    public var newLines: Int? { json.optional("new_lines") }
}
