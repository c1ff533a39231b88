import ServerSentEventsDropIn

/// The code of the documentation, compiled; what needs the other names is in NamesTests.
enum DocumentationSnippets {
    static func decoded(_ body: AsyncStream<ArraySlice<UInt8>>) async throws {
        // begin
        for try await event in body.asDecodedServerSentEvents() {
            print(event.event ?? "message", event.data ?? "")
        }
        // end
    }

    static func lines(_ bytes: AsyncStream<UInt8>) async throws -> String {
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
