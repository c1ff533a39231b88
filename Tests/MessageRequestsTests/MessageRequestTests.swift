import MessageRequests
import MessageStream
import PartialJSON
import Testing

@Suite struct MessageRequestTests {
    @Test func `A request is written as the API reads it`() {
        var request = MessageRequest(
            model: "m", maxTokens: 16, system: "Be brief.", messages: [.user("Hi")])
        request.tools = [
            ToolDefinition(
                name: "weather", description: "Of a city.",
                inputSchema: ["type": "object", "properties": ["city": ["type": "string"]]]),
            ToolDefinition(
                type: "web_search_20250305", name: "web_search", options: ["max_uses": 3]),
        ]
        request.toolChoice = .tool("weather")
        request.toolChoice?.disablesParallelToolUse = true
        request.thinking = .enabled(budgetTokens: 1024)
        request.metadata = RequestMetadata(userID: "u")
        request.stopSequences = ["END"]
        request.json["temperature"] = 0.5
        request.maxTokens = 32
        #expect(
            JSONValue.object(request.json).jsonText == #"""
                {"model":"m","max_tokens":32,"system":"Be brief.",\#
                "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}],\#
                "tools":[{"name":"weather","description":"Of a city.",\#
                "input_schema":{"type":"object","properties":{"city":{"type":"string"}}}},\#
                {"type":"web_search_20250305","name":"web_search","max_uses":3}],\#
                "tool_choice":{"type":"tool","name":"weather","disable_parallel_tool_use":true},\#
                "thinking":{"type":"enabled","budget_tokens":1024},"metadata":{"user_id":"u"},\#
                "stop_sequences":["END"],"temperature":0.5}
                """#)
    }

    @Test func `What is not said is not sent`() {
        let request = MessageRequest(model: "m", maxTokens: 1, messages: [])
        #expect(
            JSONValue.object(request.json).jsonText
                == #"{"model":"m","max_tokens":1,"messages":[]}"#)
    }

    @Test(arguments: [
        (InputContent.text("a"), #"{"type":"text","text":"a"}"#),
        (
            .toolResult(for: "t", "22 °C"),
            #"{"type":"tool_result","tool_use_id":"t","content":"22 °C"}"#
        ),
        (
            .toolResult(for: "t", [.text("a")], isError: true),
            #"{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"a"}],"#
                + #""is_error":true}"#
        ),
        (
            .image(.base64("AA==", mediaType: "image/png")),
            #"{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AA=="}}"#
        ),
        (.image(.url("u")), #"{"type":"image","source":{"type":"url","url":"u"}}"#),
        (
            .document(.text("a"), title: "b"),
            #"{"type":"document","source":{"type":"text","media_type":"text/plain","data":"a"},"#
                + #""title":"b"}"#
        ),
    ])
    func `Content is written as the API reads it`(_ content: InputContent, _ text: String) {
        #expect(content.jsonText == text)
    }

    @Test func `An answer goes back as it came`() {
        let thinking = ThinkingBlock(
            json: ["type": "thinking", "thinking": "t", "signature": "s"])
        let message = Message(
            json: ["role": "assistant"],
            content: [
                .thinking(thinking), .toolUse(ToolUseBlock(id: "i", name: "n", input: ["a": 1])),
            ])
        #expect(InputMessage.assistant(message).jsonValue == message.asInput)
        #expect(InputMessage.assistant(message).content.map(\.type) == ["thinking", "tool_use"])
    }

    @Test func `Content that is a string reads as a text`() {
        let message = InputMessage(json: ["role": "user", "content": "Hi"])
        #expect(message.content == [.text("Hi")])
        #expect(message.role == .user)
    }

    @Test func `A system prompt is a text or texts with a place for the cache`() {
        var cached = InputContent.text("long")
        cached.cacheControl = .ephemeral(timeToLive: "1h")
        let prompt = SystemPrompt([cached, "short"])
        #expect(
            prompt.jsonText
                == #"[{"type":"text","text":"long","cache_control":{"type":"ephemeral","ttl":"1h"}},"#
                + #"{"type":"text","text":"short"}]"#)
        #expect(prompt.text == "longshort")
        #expect(SystemPrompt("a").jsonText == #""a""#)
        #expect(SystemPrompt(jsonValue: 1) == nil)
    }
}

@Suite struct TypedRequestTests {
    private static func tool() -> ToolDefinition {
        var tool = ToolDefinition(name: "n", inputSchema: ["type": "object"])
        tool.isStrict = true
        tool.defersLoading = true
        tool.streamsInputEagerly = false
        tool.inputExamples = [["a": 1]]
        tool.allowedCallers = ["direct"]
        tool.cacheControl = .ephemeral
        return tool
    }

    private static func whole() -> MessageRequest {
        var request = MessageRequest(
            model: "m", maxTokens: 9, messages: [.user("Hi")], tools: [tool()],
            thinking: .adaptive)
        request.thinking?.display = .omitted
        request.outputConfiguration = OutputConfiguration(effort: .low, schema: ["type": "object"])
        request.cacheControl = .ephemeral
        request.container = "c_1"
        request.serviceTier = .standardOnly
        request.mcpServers = [MCPServer(name: "s", url: "https://s", authorizationToken: "t")]
        request.contextEdits = [
            ContextEdit(type: "clear_tool_uses_20250919", options: ["keep": ["value": 2]])
        ]
        return request
    }

    @Test func `every member is written as the API reads it`() {
        #expect(
            Self.whole().jsonText == #"""
                {"model":"m","max_tokens":9,\#
                "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}],\#
                "tools":[{"name":"n","input_schema":{"type":"object"},"strict":true,\#
                "defer_loading":true,"eager_input_streaming":false,"input_examples":[{"a":1}],\#
                "allowed_callers":["direct"],"cache_control":{"type":"ephemeral"}}],\#
                "thinking":{"type":"adaptive","display":"omitted"},\#
                "output_config":{"effort":"low",\#
                "format":{"type":"json_schema","schema":{"type":"object"}}},\#
                "cache_control":{"type":"ephemeral"},"container":"c_1",\#
                "service_tier":"standard_only","mcp_servers":[{"type":"url","name":"s",\#
                "url":"https://s","authorization_token":"t"}],"context_management":{"edits":[\#
                {"type":"clear_tool_uses_20250919","keep":{"value":2}}]}}
                """#)
    }

    @Test func `a request is read back as it was, also what is unknown here`() throws {
        var request = Self.whole()
        request.json["new_member"] = ["a": 1]
        let read = try JSONValue(parsing: request.jsonText).decode(MessageRequest.self)
        #expect(read == request)
        #expect(read.tools == [Self.tool()])
        #expect(read.tools[0].isStrict == true && read.tools[0].defersLoading == true)
        #expect(read.tools[0].streamsInputEagerly == false)
        #expect(read.tools[0].inputExamples == [["a": 1]])
        #expect(read.tools[0].allowedCallers == ["direct"])
        #expect(read.thinking?.display == .omitted)
        #expect(read.outputConfiguration?.effort == .low)
        #expect(read.outputConfiguration?.schema == ["type": "object"])
        #expect(read.cacheControl == .ephemeral)
        #expect(read.container?.id == "c_1")
        #expect(read.serviceTier == .standardOnly)
        #expect(read.mcpServers.map(\.name) == ["s"] && read.mcpServers[0].url == "https://s")
        #expect(read.contextEdits.map(\.type) == ["clear_tool_uses_20250919"])
    }

    @Test func `what is taken back is not sent`() {
        var request = Self.whole()
        request.tools = []
        request.stopSequences = []
        request.thinking = nil
        request.outputConfiguration = nil
        request.cacheControl = nil
        request.container = nil
        request.serviceTier = nil
        request.mcpServers = []
        request.contextEdits = []
        #expect(
            request.json == MessageRequest(model: "m", maxTokens: 9, messages: [.user("Hi")]).json)
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"), ("\u{3FF}\u{7F}?", "z79/Pw=="),
    ])
    func `bytes go out in Base64, as RFC 4648 has it`(text: String, base64: String) {
        #expect(
            FileSource.bytes(text.utf8, mediaType: "image/png")
                == .base64(base64, mediaType: "image/png"))
    }

    @Test(arguments: [
        (
            InputContent.image(.file(id: "f")),
            #"{"type":"image","source":{"type":"file","file_id":"f"}}"#
        ),
        (
            .document(.url("u"), title: "t", context: "c", citations: true),
            #"{"type":"document","source":{"type":"url","url":"u"},"title":"t","context":"c","#
                + #""citations":{"enabled":true}}"#
        ),
        (
            .document(.content(["a"])),
            #"{"type":"document","source":{"type":"content","content":[{"type":"text","text":"a"}]}}"#
        ),
        (
            .searchResult(source: "s", title: "t", texts: ["a"], citations: false),
            #"{"type":"search_result","source":"s","title":"t","#
                + #""content":[{"type":"text","text":"a"}],"citations":{"enabled":false}}"#
        ),
        (.containerUpload(fileID: "f"), #"{"type":"container_upload","file_id":"f"}"#),
    ])
    func `files are sent as the API reads them`(content: InputContent, text: String) {
        #expect(content.jsonText == text)
    }

    @Test func `a container is an identifier, or has skills`() {
        let skills: JSONObject = ["type": "anthropic", "skill_id": "pptx", "version": "latest"]
        #expect(
            ContainerParameter(id: "c", skills: [skills]).jsonText
                == #"{"skills":[{"type":"anthropic","skill_id":"pptx","version":"latest"}],"id":"c"}"#
        )
        #expect(ContainerParameter(skills: [skills]).id == nil)
        #expect(ContainerParameter(jsonValue: 1) == nil)
    }

    @Test func `a tool's output is the JSON of a value`() throws {
        #expect(try ToolOutput.json(["a": [1, 2]]).text == #"{"a":[1,2]}"#)
        #expect(throws: EncodingError.self) { try ToolOutput.json(["a": Double.nan]) }
    }

    @Test func `a tool can be run without a runner`() async throws {
        struct Place: Decodable { var city: String }
        let tool = Tool(name: "weather", inputSchema: ["type": "object"]) { (place: Place) in
            "Sunny in \(place.city)."
        }
        let fits = ToolUseBlock(id: "t", name: "weather", input: ["city": "Oslo"])
        #expect(try await tool.run(fits).text == "Sunny in Oslo.")
        let other = ToolUseBlock(id: "t", name: "weather", input: [:])
        #expect(try await tool.run(other).isError)
    }

    @Test func `an answer that fits a schema is decoded`() throws {
        struct Place: Decodable, Equatable { var city: String }
        func message(_ texts: String...) -> Message {
            Message(
                json: ["role": "assistant"],
                content: texts.map {
                    .text(TextBlock(json: ["type": "text", "text": .string($0)]))
                })
        }
        #expect(
            try message(#"{"city":"#, #" "Oslo"}"#).decode(as: Place.self) == Place(city: "Oslo"))
        #expect(throws: JSONError.self) { try message(#"{"city": "Os"#).decode(as: Place.self) }
        #expect(throws: JSONError.self) { try message("I cannot.").decode(as: Place.self) }
        #expect(throws: DecodingError.self) { try message("{}").decode(as: Place.self) }
    }
}
