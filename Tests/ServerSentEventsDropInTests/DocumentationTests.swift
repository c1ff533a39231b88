import TestSupport
import Testing

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
        try await DocumentationSnippets.decoded(.of([ArraySlice("data: a\n\n".utf8)]))
        let data = try await DocumentationSnippets.lines(.of(Array("data: a\n\ndata: b\n\n".utf8)))
        #expect(data == "ab")
    }
}
