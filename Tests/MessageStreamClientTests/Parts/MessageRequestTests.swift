import MessageStream
import PartialJSON
import Testing

@testable import MessageStreamClient

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
        request.extraMembers = ["temperature": 0.5, "max_tokens": 32]
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
            .image(base64: "AA==", mediaType: "image/png"),
            #"{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AA=="}}"#
        ),
        (.image(url: "u"), #"{"type":"image","source":{"type":"url","url":"u"}}"#),
        (
            .document(text: "a", title: "b"),
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
