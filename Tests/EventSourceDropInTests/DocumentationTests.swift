import EventSourceDropIn
import Foundation
import TestSupport
import Testing

@Suite struct DocumentationTests {
    @Test func `Every fence of the documentation is compiled here`() throws {
        let fences = try DropInDocumentation.fences(importing: ["EventSourceDropIn"])
        let regions = DocumentedCode.regions(
            in: try DocumentedCode.text(
                of: "Tests/EventSourceDropInTests/DocumentationSnippets.swift"))
        #expect(regions.count == 2)
        #expect(Set(fences) == Set(regions))
    }

    @Test func `The snippets read what they are given`() async throws {
        try await DocumentationSnippets.events(.of(Array("data: a\n\n".utf8)))
        #if Client
            let source = DocumentationSnippets.client(
                try #require(URL(string: "http://127.0.0.1:9/")))
            await source.close()
            #expect(await source.readyState == .closed)
        #endif
    }
}
