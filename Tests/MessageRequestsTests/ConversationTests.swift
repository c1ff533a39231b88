import Foundation
import MessageRequests
import MessageStream
import PartialJSON
import RequestSupport
import Testing

/// What a conversation makes of what is said.
@Suite struct ConversationTests {
    /// Steps, and the messages that a request has after them.
    struct Rule: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var steps: @Sendable (inout Conversation) throws -> Void
        var expected: String

        init(
            _ name: String, _ expected: String,
            _ steps: @escaping @Sendable (inout Conversation) throws -> Void
        ) {
            testDescription = name
            self.steps = steps
            self.expected = expected
        }
    }

    static let tools = ScriptedAnswer(
        .toolUse, .text("Let me see."), .toolUse("a", "weather", #"{"city": "Oslo"}"#),
        .toolUse("b", "weather", #"{"city": "Bonn"}"#))

    static let system = InputMessage(role: "system", content: ["Be brief."])

    static func use(_ id: String) -> InputContent {
        InputContent(json: ["type": "tool_use", "id": .string(id), "name": "t", "input": [:]])
    }

    static func result(_ id: String, _ text: String) -> InputContent {
        .toolResult(for: id, text)
    }

    static let rules = [
        Rule(
            "a person and a model take turns",
            #"[{"role":"user","content":[{"type":"text","text":"Hi"}]},{"role":"assistant","content":[{"type":"text","text":"Hello"}]},{"role":"user","content":[{"type":"text","text":"Bye"}]}]"#
        ) {
            $0.append(user: "Hi")
            $0.append(try ScriptedAnswer(.endTurn, .text("Hel", "lo")).message)
            $0.append(user: "Bye")
        },
        Rule(
            "what one says in several pieces is one message",
            #"[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}]"#
        ) {
            $0.append(user: "a")
            $0.append(user: "b")
        },
        Rule(
            "what is blank is not said",
            #"[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}]"#
        ) {
            $0.append(user: "", "a", " \n")
            $0.append(try ScriptedAnswer(.endTurn).message)
            $0.append(try ScriptedAnswer(.endTurn, .text("\n")).message)
            $0.append(user: "b")
        },
        Rule(
            "results stand in the order of their uses, before what the person says",
            #"[{"role":"assistant","content":[{"type":"text","text":"Let me see."},{"type":"tool_use","id":"a","name":"weather","input":{"city":"Oslo"}},{"type":"tool_use","id":"b","name":"weather","input":{"city":"Bonn"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"rain"},{"type":"tool_result","tool_use_id":"b","content":"sun"},{"type":"text","text":"and?"}]}]"#
        ) {
            $0.append(try tools.message)
            $0.append(user: "and?")
            try $0.append(toolResult: .toolResult(for: "b", "sun"))
            try $0.append(toolResult: .toolResult(for: "a", "rain"))
        },
        Rule(
            "a tool use without a result gets one that says so",
            #"[{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"t","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"The tool was not run.","is_error":true},{"type":"text","text":"go on"}]}]"#
        ) {
            $0.append(try ScriptedAnswer(.toolUse, .toolUse("a", "t")).message)
            $0.append(user: "go on")
        },
        Rule(
            "also at the end of the conversation",
            #"[{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"t","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"The tool was not run.","is_error":true}]}]"#
        ) {
            $0.append(try ScriptedAnswer(.toolUse, .toolUse("a", "t")).message)
        },
        Rule(
            "also when the model speaks again",
            #"[{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"t","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"The tool was not run.","is_error":true}]},{"role":"assistant","content":[{"type":"text","text":"Well."}]}]"#
        ) {
            $0.append(try ScriptedAnswer(.toolUse, .toolUse("a", "t")).message)
            $0.append(try ScriptedAnswer(.endTurn, .text("Well.")).message)
        },
        Rule(
            "an answer that was paused and the rest of it are one",
            #"[{"role":"assistant","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}]"#
        ) {
            $0.append(try ScriptedAnswer(.pauseTurn, .text("a")).message)
            $0.append(try ScriptedAnswer(.endTurn, .text("b ")).message)
        },
        Rule(
            "an input that is no object goes back as one",
            #"[{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"t","input":{"INVALID_JSON":"[1]"}},{"type":"tool_use","id":"b","name":"t","input":{"INVALID_JSON":"{]"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"x"},{"type":"tool_result","tool_use_id":"b","content":"y"}]}]"#
        ) {
            $0.append(
                try ScriptedAnswer(.toolUse, .toolUse("a", "t", "[1]"), .toolUse("b", "t", "{]"))
                    .message)
            try $0.append(toolResult: .toolResult(for: "a", "x"))
            try $0.append(toolResult: .toolResult(for: "b", "y"))
        },
        Rule(
            "a result behind a system message stands before it",
            #"[{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"t","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"x"}]},{"role":"system","content":[{"type":"text","text":"Be brief."}]}]"#
        ) {
            $0 = Conversation(messages: [.assistant(use("a")), system, .user(result("a", "x"))])
        },
        Rule(
            "so does one that is appended behind it, with all that the person says",
            #"[{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"t","input":{}},{"type":"tool_use","id":"b","name":"t","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"x"},{"type":"tool_result","tool_use_id":"b","content":"y"},{"type":"text","text":"and?"},{"type":"text","text":"now"}]},{"role":"system","content":[{"type":"text","text":"Be brief."}]}]"#
        ) {
            $0 = Conversation(messages: [
                .assistant(use("a"), use("b")), .user("and?", result("b", "y")), system,
            ])
            #expect($0.unansweredToolUses.map(\.id) == ["a"])
            try $0.append(toolResult: result("a", "x"))
            $0.append(user: "now")
            #expect($0.unansweredToolUses.isEmpty)
        },
        Rule(
            "several system messages between two answers are one, in their order",
            #"[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},{"role":"system","content":[{"type":"text","text":"Be brief."},{"type":"text","text":"Be brief."}]},{"role":"assistant","content":[{"type":"text","text":"c"}]}]"#
        ) {
            $0 = Conversation(messages: [
                system, .user("a"), system, .user("b"), .assistant("c"),
            ])
        },
        Rule(
            "an answer behind a system message leaves no tool use without its result",
            #"[{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"t","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"The tool was not run.","is_error":true}]},{"role":"system","content":[{"type":"text","text":"Be brief."}]},{"role":"assistant","content":[{"type":"text","text":"Well."}]}]"#
        ) {
            $0 = Conversation(messages: [.assistant(use("a")), system, .assistant("Well.")])
        },
        Rule(
            "the last result behind a system message is not said to be missing when the model speaks",
            #"[{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"t","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"x"}]},{"role":"system","content":[{"type":"text","text":"Be brief."}]},{"role":"assistant","content":[{"type":"text","text":"Well."}]}]"#
        ) {
            $0 = Conversation(messages: [.assistant(use("a")), .user(result("a", "x")), system])
            $0.append(try ScriptedAnswer(.endTurn, .text("Well.")).message)
        },
        Rule(
            "a result names the toolset of its use, one that is missing as well",
            #"[{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"click","input":{},"toolset_name":"browser"},{"type":"tool_use","id":"b","name":"type","input":{},"toolset_name":"browser"},{"type":"tool_use","id":"c","name":"t","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"x","toolset_name":"browser"},{"type":"tool_result","tool_use_id":"b","content":"The tool was not run.","is_error":true,"toolset_name":"browser"},{"type":"tool_result","tool_use_id":"c","content":"z"}]}]"#
        ) {
            $0.append(
                try ScriptedAnswer(
                    .toolUse, .toolUse("a", "click").of(toolset: "browser"),
                    .toolUse("b", "type").of(toolset: "browser"), .toolUse("c", "t")
                ).message)
            try $0.append(toolResult: result("c", "z"))
            try $0.append(toolResult: result("a", "x"))
        },
        Rule("a result without its tool use is left out", #"[]"#) {
            $0 = Conversation(messages: [.user(.toolResult(for: "gone", "x"))])
        },
    ]

    @Test(arguments: rules)
    func aRequestKeepsTheRules(_ rule: Rule) throws {
        var conversation = Conversation()
        try rule.steps(&conversation)
        let messages = conversation.messages
        #expect(JSONValue.array(messages.map(\.jsonValue)).jsonText == rule.expected)
        #expect(messages.violations == [])
    }

    @Test func aRequestHasTheSystemPromptAndAllElse() throws {
        var conversation = Conversation(system: "Be brief.")
        conversation.append(user: "Hi")
        let request = conversation.request(model: "m", maxTokens: 7)
        #expect(
            request.json.jsonText
                == #"{"model":"m","max_tokens":7,"system":"Be brief.","#
                + #""messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}"#)
        var template = MessageRequest(model: "n", maxTokens: 8, messages: [.user("forgotten")])
        template.stopSequences = ["."]
        let like = conversation.request(like: template)
        #expect(like.messages == request.messages)
        #expect(like.stopSequences == ["."] && like.model == "n" && like.system == "Be brief.")
    }

    @Test(arguments: [
        (InputContent.text("x"), ConversationError.Code.noToolResult),
        (.toolResult(for: "c", "x"), .unknownToolUse),
        (.toolResult(for: "b", "x"), .answeredToolUse),
    ])
    func aResultThatAnswersNothingIsRefused(
        _ result: InputContent, _ code: ConversationError.Code
    ) throws {
        var conversation = Conversation()
        conversation.append(try Self.tools.message)
        try conversation.append(toolResult: .toolResult(for: "b", "sun"))
        #expect(conversation.unansweredToolUses.map(\.id) == ["a"])
        let before = conversation
        let error = #expect(throws: ConversationError.self) {
            try conversation.append(toolResult: result)
        }
        #expect(error?.code == code)
        #expect(conversation == before)
    }

    @Test func itIsSavedAndRestored() throws {
        var conversation = Conversation(system: "Be brief.")
        conversation.append(user: "Hi", .image(.url("https://example.com/a.png")))
        conversation.append(try Self.tools.message)
        try conversation.append(toolResult: .toolResult(for: "b", "sun"))
        #expect(Conversation(jsonValue: conversation.jsonValue) == conversation)
        let data = try JSONEncoder().encode(conversation)
        #expect(try JSONDecoder().decode(Conversation.self, from: data) == conversation)
    }

    @Test(arguments: [
        "[]", "{}", #"{"messages": {}}"#, #"{"messages": [1]}"#,
        #"{"system": 1, "messages": []}"#,
    ])
    func whatIsNoConversationIsNotRestored(_ text: String) throws {
        #expect(Conversation(jsonValue: try JSONValue(parsing: text)) == nil)
    }
}

extension JSONObject {
    fileprivate var jsonText: String { JSONValue.object(self).jsonText }
}
