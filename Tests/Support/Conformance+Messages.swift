/// A recorded or made response body, and what the official SDK made of it.
package struct MessageFixture: Sendable, CustomStringConvertible {
    /// The API that a body speaks: a folder of the data.
    package enum API: String, Sendable, CaseIterable {
        case anthropic
        case openAIChat = "openai-chat"
        case openAIResponses = "openai-responses"
    }

    /// The API of the body.
    package var api: API
    /// The file's name without its extensions.
    package var name: String
    /// The fixture's row of `INDEX.tsv`, by column: `index["sse_events"]`.
    package var index: [String: String]

    package var description: String { name }

    /// The response body.
    package func body() throws -> [UInt8] {
        try Conformance.bytes(path("sse"))
    }

    /// The file with that extension (`final.json`, `final.beta.json`, `error.json`), or nil when
    /// the fixture has none.
    package func json(_ suffix: String) throws -> FixtureValue? {
        guard exists(suffix) else { return nil }
        return try Conformance.json(path(suffix))
    }

    /// The lines of `events.jsonl` or `events.beta.jsonl`, or nil when the fixture has none.
    package func events(beta: Bool = false) throws -> [FixtureValue]? {
        let suffix = beta ? "events.beta.jsonl" : "events.jsonl"
        guard exists(suffix) else { return nil }
        return try Conformance.jsonLines(path(suffix))
    }

    private func exists(_ suffix: String) -> Bool {
        Conformance.exists(path(suffix))
    }

    private func path(_ suffix: String) -> String {
        "messages/\(api.rawValue)/\(name).\(suffix)"
    }
}

extension Conformance {
    /// The fixtures of an API, as `INDEX.tsv` lists them; empty when the data is absent.
    package static func messages(_ api: MessageFixture.API) -> [MessageFixture] {
        let rows = (try? table("messages/INDEX.tsv")) ?? []
        return rows.filter { $0["kind"] == api.rawValue }.map {
            MessageFixture(api: api, name: $0["name", default: ""], index: $0)
        }
    }
}
