import MessageStream
import PartialJSON

extension InputContent {
    /// What a tool gave, for the tool use `toolUseID`.
    ///
    /// Where the tool failed, which `isError` says, the model is told and may try again.
    public static func toolResult(
        for toolUseID: String, _ text: String, isError: Bool = false
    ) -> Self {
        toolResult(for: toolUseID, content: .string(text), isError: isError)
    }

    /// What a tool gave, as blocks: texts, images, documents.
    public static func toolResult(
        for toolUseID: String, _ content: [InputContent], isError: Bool = false
    ) -> Self {
        toolResult(
            for: toolUseID, content: .array(content.map(\.jsonValue)), isError: isError)
    }

    private static func toolResult(
        for toolUseID: String, content: JSONValue, isError: Bool
    ) -> Self {
        var json: JSONObject = [
            "type": "tool_result", "tool_use_id": .string(toolUseID), "content": content,
        ]
        if isError { json["is_error"] = true }
        return Self(json: json)
    }
}
