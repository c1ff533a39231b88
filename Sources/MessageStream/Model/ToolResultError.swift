public import PartialJSON

/// Why a server tool gave no result: the error object of every `*_tool_result` block.
public struct ToolResultError: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The kind of error object, such as `web_search_tool_result_error`.
    public var type: String { json.string("type") }
    /// What went wrong.
    public var errorCode: Code { json.code("error_code") }
    /// What went wrong in words, where the API gives them.
    public var errorMessage: String? { json.optional("error_message") }

    /// What went wrong in a server tool.
    public struct Code: OpenStringEnum {
        /// The code as the API writes it.
        public let rawValue: String

        /// The code that the API writes as `rawValue`.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The model wrote an input that the tool does not take.
        public static let invalidToolInput: Self = "invalid_tool_input"
        /// The tool is out of service.
        public static let unavailable: Self = "unavailable"
        /// The tool was used too often in a short time.
        public static let tooManyRequests: Self = "too_many_requests"
        /// The request's limit of uses was reached.
        public static let maxUsesExceeded: Self = "max_uses_exceeded"
        /// The tool ran for too long.
        public static let executionTimeExceeded: Self = "execution_time_exceeded"
        /// The search query is too long.
        public static let queryTooLong: Self = "query_too_long"
        /// The tool's request would be too large.
        public static let requestTooLarge: Self = "request_too_large"
        /// The address is too long.
        public static let urlTooLong: Self = "url_too_long"
        /// The address is not among the allowed ones.
        public static let urlNotAllowed: Self = "url_not_allowed"
        /// The address did not occur in the conversation before.
        public static let urlNotInPriorContext: Self = "url_not_in_prior_context"
        /// The address could not be fetched.
        public static let urlNotAccessible: Self = "url_not_accessible"
        /// The content is of a type that the tool does not read.
        public static let unsupportedContentType: Self = "unsupported_content_type"
        /// The content is larger than the tool takes.
        public static let contentTooLarge: Self = "content_too_large"
        /// The tool wrote a file that is too large.
        public static let outputFileTooLarge: Self = "output_file_too_large"
        /// The file does not exist.
        public static let fileNotFound: Self = "file_not_found"
        /// The advisor's prompt is too long.
        public static let promptTooLong: Self = "prompt_too_long"
        /// The advisor is overloaded.
        public static let overloaded: Self = "overloaded"
        /// The advisor's model does not exist.
        public static let modelNotFound: Self = "model_not_found"
    }
}

/// The result of a tool that the API ran: which use it answers.
public protocol ToolResult: JSONBacked {}

extension ToolResult {
    /// The identifier of the tool use that this answers.
    public var toolUseID: String { json.string("tool_use_id") }
    /// Who asked for the tool, where the API says.
    public var caller: Caller? { json.optional("caller") }
}
