import EventSourceDropIn
import Foundation
import TestSupport
import Testing

/// The code of the documentation, compiled.
private enum Snippets {
    static func events(_ bytes: ReadySource<UInt8>) async throws {
        // begin
        for try await event in bytes.events {
            print(event.event ?? "message", event.data)
        }
        // end
    }

    #if Client
        static func client(_ url: URL) -> EventSource {
            // begin
            let source = EventSource(url: url)
            source.onMessage = { event in print(event.data) }
            source.onError = { error in print(error.map { "\($0)" } ?? "the server closed") }
            // end
            return source
        }
    #endif
}

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
        try await Snippets.events(ReadySource(Array("data: a\n\n".utf8)))
        #if Client
            let source = Snippets.client(try #require(URL(string: "http://127.0.0.1:9/")))
            await source.close()
            #expect(await source.readyState == .closed)
        #endif
    }
}
