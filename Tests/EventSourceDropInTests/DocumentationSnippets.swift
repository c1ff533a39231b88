import EventSourceDropIn
import Foundation

/// The code of the documentation, compiled.
enum DocumentationSnippets {
    static func events(_ bytes: AsyncStream<UInt8>) async throws {
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
