import MessageStream
import PartialJSON
import Testing

/// What server tools give, member by member.
struct ToolResultTests {
    @Test func webSearch() throws {
        let block = WebSearchToolResultBlock(
            json: [
                "tool_use_id": "i", "caller": ["type": "code_execution_20260120", "tool_id": "c"],
                "content": [
                    ["url": "u", "title": "t", "page_age": .null, "encrypted_content": "e"]
                ],
            ])
        #expect(block.toolUseID == "i")
        #expect(block.caller?.type == .codeExecution20260120)
        #expect(block.caller?.toolID == "c")
        guard case .results(let results) = block.content else {
            Issue.record("the content is a list of results")
            return
        }
        let result = try #require(results.first)
        #expect(result.url == "u")
        #expect(result.title == "t")
        #expect(result.pageAge == nil)
        #expect(result.encryptedContent == "e")
    }

    @Test func webFetch() {
        let source: JSONValue = ["type": "text", "media_type": "text/plain", "data": "d"]
        let document: JSONValue = [
            "type": "document", "title": "t", "source": source, "citations": ["enabled": true],
        ]
        let content = WebFetchToolResultBlock(
            json: [
                "content": [
                    "type": "web_fetch_result", "url": "u", "retrieved_at": "2026-11-21T00:00:00Z",
                    "content": document,
                ]
            ]
        ).content
        guard case .result(let result) = content else {
            Issue.record("the content is a result")
            return
        }
        #expect(result.url == "u")
        #expect(result.retrievedAt == "2026-11-21T00:00:00Z")
        #expect(result.content.title == "t")
        #expect(result.content.hasCitationsEnabled)
        #expect(result.content.source.type == "text")
        #expect(result.content.source.mediaType == "text/plain")
        #expect(result.content.source.data == "d")
    }

    @Test(arguments: ["code_execution_result", "bash_code_execution_result"])
    func codeExecution(_ type: String) {
        let content = CodeExecutionContent(
            jsonValue: [
                "type": .string(type), "stdout": "o", "stderr": "e", "return_code": 3,
                "content": [["file_id": "f"]],
            ])
        guard case .result(let result) = content else {
            Issue.record("the content is a result")
            return
        }
        #expect(result.stdout == "o")
        #expect(result.stderr == "e")
        #expect(result.returnCode == 3)
        #expect(result.content.map(\.fileID) == ["f"])
    }

    @Test func encryptedCodeExecution() {
        let json: JSONObject = [
            "type": "encrypted_code_execution_result", "encrypted_stdout": "o", "stderr": "e",
            "return_code": 1, "content": [],
        ]
        let block = CodeExecutionToolResultBlock(json: ["content": .object(json)])
        #expect(block.content == .encryptedResult(EncryptedCodeExecutionResult(json: json)))
        #expect(EncryptedCodeExecutionResult(json: json).encryptedStdout == "o")
        #expect(EncryptedCodeExecutionResult(json: json).stderr == "e")
        #expect(EncryptedCodeExecutionResult(json: json).returnCode == 1)
        #expect(EncryptedCodeExecutionResult(json: json).content == [])
    }

    @Test func textEditor() {
        let view: JSONObject = [
            "type": "text_editor_code_execution_view_result", "content": "c", "file_type": "text",
            "num_lines": 2, "start_line": 1, "total_lines": .null,
        ]
        let create: JSONObject = [
            "type": "text_editor_code_execution_create_result", "is_file_update": true,
        ]
        let replace: JSONObject = [
            "type": "text_editor_code_execution_str_replace_result", "lines": ["-a", "+b"],
            "old_start": 1, "old_lines": 2, "new_start": 3, "new_lines": 4,
        ]
        let contents = [view, create, replace].map {
            TextEditorCodeExecutionToolResultBlock(json: ["content": .object($0)]).content
        }
        #expect(
            contents == [
                .view(.init(json: view)), .create(.init(json: create)),
                .strReplace(.init(json: replace)),
            ])
        #expect(TextEditorViewResult(json: view).content == "c")
        #expect(TextEditorViewResult(json: view).fileType == "text")
        #expect(TextEditorViewResult(json: view).lineCount == 2)
        #expect(TextEditorViewResult(json: view).startLine == 1)
        #expect(TextEditorViewResult(json: view).totalLines == nil)
        #expect(TextEditorCreateResult(json: create).isFileUpdate)
        let result = TextEditorStrReplaceResult(json: replace)
        #expect(result.lines == ["-a", "+b"])
        #expect(
            [result.oldStart, result.oldLines, result.newStart, result.newLines] == [1, 2, 3, 4])
    }

    @Test func toolSearch() {
        let json: JSONObject = [
            "type": "tool_search_tool_search_result",
            "tool_references": [["type": "tool_reference", "tool_name": "n"]],
        ]
        let block = ToolSearchToolResultBlock(json: ["content": .object(json)])
        #expect(block.content == .result(ToolSearchResult(json: json)))
        #expect(ToolSearchResult(json: json).toolReferences.map(\.toolName) == ["n"])
    }

    @Test func mcp() {
        let text = MCPToolResultBlock(json: ["is_error": true, "content": "t"])
        #expect(text.isError)
        #expect(text.content == .text("t"))
        let blocks = MCPToolResultBlock(json: ["content": [["type": "text", "text": "u"]]])
        #expect(blocks.content == .blocks([TextBlock(text: "u")]))
        let tool: JSONValue = ["name": "n", "description": "d", "input_schema": ["type": "object"]]
        let listing = MCPToolListingBlock(json: ["mcp_server_name": "s", "tools": [tool]])
        #expect(listing.mcpServerName == "s")
        #expect(listing.tools.map(\.name) == ["n"])
        #expect(listing.tools.map(\.toolDescription) == ["d"])
        #expect(listing.tools.map(\.inputSchema) == [["type": "object"]])
        #expect(MCPToolUseBlock(json: ["server_name": "s"]).serverName == "s")
    }

    @Test func advisor() {
        let json: JSONObject = ["type": "advisor_result", "text": "t", "stop_reason": "end_turn"]
        #expect(
            AdvisorToolResultBlock.Content(jsonValue: .object(json)) == .result(.init(json: json)))
        #expect(AdvisorResult(json: json).text == "t")
        #expect(AdvisorResult(json: json).stopReason == .endTurn)
        let redacted: JSONObject = ["type": "advisor_redacted_result", "encrypted_content": "e"]
        #expect(
            AdvisorToolResultBlock.Content(jsonValue: .object(redacted))
                == .redactedResult(.init(json: redacted)))
        #expect(AdvisorRedactedResult(json: redacted).encryptedContent == "e")
        #expect(AdvisorRedactedResult(json: redacted).stopReason == nil)
    }

    @Test func errors() {
        let error = { (type: String) -> JSONObject in
            ["type": .string(type), "error_code": "unavailable", "error_message": "m"]
        }
        let read = ToolResultError(json: error("web_search_tool_result_error"))
        #expect(read.type == "web_search_tool_result_error")
        #expect(read.errorCode == .unavailable)
        #expect(read.errorMessage == "m")

        #expect(content("web_search", WebSearchToolResultBlock.Content.self, error))
        #expect(content("web_fetch", WebFetchToolResultBlock.Content.self, error))
        #expect(content("code_execution", CodeExecutionContent.self, error))
        #expect(content("bash_code_execution", CodeExecutionContent.self, error))
        #expect(
            content(
                "text_editor_code_execution", TextEditorCodeExecutionToolResultBlock.Content.self,
                error))
        #expect(content("tool_search", ToolSearchToolResultBlock.Content.self, error))
        #expect(content("advisor", AdvisorToolResultBlock.Content.self, error))
    }

    /// Whether the content of tool `tool` reads its error as one, what it does not know as unknown,
    /// and writes both back.
    private func content<Content: JSONConvertible>(
        _ tool: String, _ type: Content.Type, _ error: (String) -> JSONObject
    ) -> Bool {
        let contents: [(value: JSONValue, name: String)] = [
            (.object(error("\(tool)_tool_result_error")), "error"),
            (["type": "of_tomorrow"], "unknown"), (.null, "unknown"), ("text", "unknown"),
        ]
        return contents.allSatisfy { value, name in
            guard let content = Content(jsonValue: value) else { return false }
            let label = Mirror(reflecting: content).children.first?.label
            return label == name && content.jsonValue == value
        }
    }
}
