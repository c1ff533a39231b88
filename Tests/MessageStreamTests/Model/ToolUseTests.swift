import MessageStream
import PartialJSON
import Testing

/// Tool uses as values, apart from streams.
struct ToolUseTests {
    private struct Edit: Codable, Equatable {
        var path: String
        var line: Int
        var rest: JSONValue
    }

    @Test func anInputIsDecodedToTheLastDigit() throws {
        let toolUse = ToolUseBlock(
            id: "t", name: "edit",
            input: ["path": "/a", "line": 3, "rest": JSONValue(text: #"{"b":1e400,"a":0.10}"#)])
        let edit = try toolUse.decodeInput(as: Edit.self)
        #expect((edit.path, edit.line) == ("/a", 3))
        #expect(edit.rest.jsonText == #"{"b":1e400,"a":0.10}"#)
        #expect(toolUse.inputState == .complete)
        #expect(toolUse.rawInput == nil)
    }

    @Test func anInputOfAnotherShapeIsADecodingError() {
        let toolUse = ToolUseBlock(id: "t", name: "edit", input: ["path": 1])
        #expect(throws: DecodingError.self) { try toolUse.decodeInput(as: Edit.self) }
    }

    @Test func anAbsentInputIsAnEmptyObject() throws {
        let toolUse = ServerToolUseBlock(json: ["id": "t", "name": "web_search"])
        #expect(toolUse.input == [:])
        #expect(try toolUse.decodeInput(as: [String: Int].self) == [:])
        #expect(toolUse.caller == nil)
    }

    @Test func anIncompleteInputCannotBeDecodedUntilItIsReplaced() throws {
        var accumulator = MessageAccumulator()
        let block = ContentBlock(json: ["type": "tool_use", "id": "t", "name": "n", "input": [:]])
        try accumulator.append(.messageStart(Message(json: [:])))
        try accumulator.append(.contentBlockStart(index: 0, contentBlock: block))
        try accumulator.append(.contentBlockDelta(index: 0, delta: .inputJSON(#"{"path": "/a""#)))
        try accumulator.append(.messageStop)
        var toolUse = try accumulator.finalMessage().toolUses[0]
        #expect(toolUse.inputState == .incomplete)
        #expect(toolUse.rawInput == #"{"path": "/a""#)
        #expect(toolUse.input == ["path": "/a"])
        let error = #expect(throws: JSONError.self) {
            try toolUse.decodeInput(as: [String: String].self)
        }
        #expect(error?.code == .unexpectedEnd)
        #expect(error?.byteOffset == 13)

        toolUse.input = ["path": "/b"]
        #expect(toolUse.inputState == .complete)
        #expect(try toolUse.decodeInput(as: [String: String].self) == ["path": "/b"])
    }

    @Test func callersAndToolsetsAreRead() {
        let toolUse = ToolUseBlock(
            json: ["caller": ["type": "direct"], "toolset_name": "browser", "name": "click"])
        #expect(toolUse.caller?.type == .direct)
        #expect(toolUse.caller?.toolID == nil)
        #expect(toolUse.toolsetName == "browser")
    }
}
