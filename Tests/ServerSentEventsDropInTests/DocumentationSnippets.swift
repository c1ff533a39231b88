import ServerSentEventsDropIn
import TestSupport
import Testing

/// The code of the documentation, compiled; what needs the other names is in NamesTests.
private enum Snippets {
    static func decoded(_ body: ReadySource<ArraySlice<UInt8>>) async throws {
        // begin
        for try await event in body.asDecodedServerSentEvents() {
            print(event.event ?? "message", event.data ?? "")
        }
        // end
    }

    static func lines(_ bytes: ReadySource<UInt8>) async throws -> String {
        var data = ""
        func dispatch() {}
        // begin
        for try await line in bytes.allLines {
            if line.isEmpty {
                dispatch()
            } else if line.hasPrefix("data: ") {
                data += line.dropFirst(6)
            }
        }
        // end
        return data
    }
}

@Suite struct DocumentationTests {
    @Test func `Every fence of the documentation is compiled here`() throws {
        let regions = try ["DocumentationSnippets", "NamesTests"].flatMap { name in
            try DocumentedCode.regions(
                in: DocumentedCode.text(of: "Tests/ServerSentEventsDropInTests/\(name).swift"))
        }
        let fences = try DropInDocumentation.fences(
            importing: ["ServerSentEventsDropIn", "ServerSentEventsDropInNames"])
        #expect(regions.count == 3)
        #expect(Set(fences) == Set(regions))
    }

    @Test func `The snippets read what they are given`() async throws {
        try await Snippets.decoded(ReadySource([ArraySlice("data: a\n\n".utf8)]))
        let data = try await Snippets.lines(ReadySource(Array("data: a\n\ndata: b\n\n".utf8)))
        #expect(data == "ab")
    }
}
