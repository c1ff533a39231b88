import MessageStream
import PartialJSON
import Testing

/// Every type of block is read by its case and written back as it came.
struct ContentBlockTests {
    /// The name of a case, as `Mirror` tells it, and a block that must be read as it.
    static let blocks: [(name: String, json: String)] = [
        ("text", #"{"type":"text","text":"t","citations":null}"#),
        ("thinking", #"{"type":"thinking","thinking":"h","signature":"s"}"#),
        ("redactedThinking", #"{"type":"redacted_thinking","data":"d"}"#),
        ("toolUse", #"{"type":"tool_use","id":"i","name":"n","input":{"a":1.50}}"#),
        ("serverToolUse", #"{"type":"server_tool_use","id":"i","name":"web_search","input":{}}"#),
        ("webSearchToolResult", #"{"type":"web_search_tool_result","content":[{"url":"u"}]}"#),
        ("webFetchToolResult", #"{"type":"web_fetch_tool_result","content":{"type":"new"}}"#),
        ("codeExecutionToolResult", #"{"type":"code_execution_tool_result","content":{}}"#),
        ("bashCodeExecutionToolResult", #"{"type":"bash_code_execution_tool_result"}"#),
        (
            "textEditorCodeExecutionToolResult",
            #"{"type":"text_editor_code_execution_tool_result"}"#
        ),
        ("toolSearchToolResult", #"{"type":"tool_search_tool_result","tool_use_id":"i"}"#),
        ("containerUpload", #"{"type":"container_upload","file_id":"f"}"#),
        ("mcpToolUse", #"{"type":"mcp_tool_use","id":"i","server_name":"s"}"#),
        ("mcpToolResult", #"{"type":"mcp_tool_result","is_error":false,"content":"t"}"#),
        ("mcpToolListing", #"{"type":"mcp_tool_listing","mcp_server_name":"s","tools":[]}"#),
        ("advisorToolResult", #"{"type":"advisor_tool_result","content":{}}"#),
        ("compaction", #"{"type":"compaction","content":null}"#),
        ("fallback", #"{"type":"fallback","from":{"model":"a"},"to":{"model":"b"}}"#),
        ("unknown", #"{"type":"of_tomorrow","x":[1,{"y":null}]}"#),
        ("unknown", #"{"text":"a block without a type"}"#),
        ("unknown", "{}"),
    ]

    @Test(arguments: blocks)
    func areReadByTheirType(_ name: String, json: String) throws {
        let value = JSONValue(text: json)
        let block = try #require(ContentBlock(jsonValue: value))
        #expect(Mirror(reflecting: block).children.first?.label == name)
        #expect(block.jsonText == json)
        #expect(block.type == value["type"]?.string ?? "")
    }

    @Test(arguments: blocks)
    func keepMembersThatNobodyKnows(_ name: String, json: String) throws {
        var members = try #require(JSONValue(text: json).object)
        members["of_tomorrow"] = ["deep": [1, 2.50, .null]]
        let block = ContentBlock(json: members)
        #expect(block.jsonValue == .object(members))
        #expect(Mirror(reflecting: block).children.first?.label == name)
    }

    @Test func anythingButAnObjectIsNoBlock() {
        #expect(ContentBlock(jsonValue: .string("text")) == nil)
        #expect(ContentBlock(jsonValue: .null) == nil)
    }

    @Test func toolUsesOfEveryKindAreToldTogether() {
        let blocks = ["tool_use", "server_tool_use", "mcp_tool_use", "text"].map {
            ContentBlock(json: ["type": .string($0), "id": .string("id of \($0)")])
        }
        #expect(
            blocks.map { $0.anyToolUse?.id }
                == ["id of tool_use", "id of server_tool_use", "id of mcp_tool_use", nil])
    }

    @Test func membersOfAnotherKindReadAsAbsent() {
        let text = TextBlock(json: ["text": 1, "citations": "none"])
        #expect(text.text == "")
        #expect(text.citations == nil)
        let usage = Usage(json: ["input_tokens": "some", "cache_creation": [], "speed": 3])
        #expect(usage.inputTokens == 0)
        #expect(usage.cacheCreation == nil)
        #expect(usage.speed == nil)
    }
}
