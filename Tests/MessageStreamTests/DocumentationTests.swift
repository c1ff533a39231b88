import TestSupport
import Testing

/// What the README, its pages and the DocC articles say of code and tests, held to both.
@Suite struct DocumentationTests {
    @Test func `Every Swift fence is compiled, and every compiled region is shown`() throws {
        let regions = Set(try DocumentedCode.compiledRegions())
        var shown: Set<[String]> = []
        for (path, text) in try DocumentedCode.texts() {
            for fence in DocumentedCode.fences(of: "swift", in: text) {
                #expect(regions.contains(fence), "\(path): \(fence.joined(separator: "\n"))")
                shown.insert(fence)
            }
        }
        #expect(shown.count > 10)
        #expect(regions.subtracting(shown) == [])
    }

    @Test func `Every product has its landing page`() throws {
        let texts = try DocumentedCode.texts()
        for module in [
            "ServerSentEvents", "PartialJSON", "MessageStream", "MessageStreamReplay",
            "MessageStreamRelay", "ServerSentEventsNIO", "MessageStreamClient",
            "ServerSentEventsDropIn", "EventSourceDropIn", "MessageRequests",
            "MessageStreamFoundation",
        ] {
            let page = texts["Sources/\(module)/\(module).docc/\(module).md"]
            #expect(page?.hasPrefix("# ``\(module)``\n") == true, "\(module)")
        }
    }

    @Test func `Both languages have the same headings, fences, pictures and tables`() throws {
        let english = try DocumentedCode.text(of: "README.md")
        let chinese = try DocumentedCode.text(of: "README.zh-CN.md")
        for language in ["swift", "sh"] {
            let fences = DocumentedCode.fences(of: language, in: english)
            #expect(!fences.isEmpty)
            #expect(fences == DocumentedCode.fences(of: language, in: chinese))
        }
        for mark in ["# ", "## ", "### ", "![", "| "] {
            let count = Self.lines(of: english, with: mark)
            #expect(count == Self.lines(of: chinese, with: mark), "\(mark)")
        }
        #expect(Self.lines(of: english, with: "## ") > 4)
        #expect(english.contains("README.zh-CN.md") && chinese.contains("README.md"))
    }

    @Test func `The article about conformance names the cases of the corpus, all and no others`()
        throws
    {
        let article = try DocumentedCode.text(
            of: "Sources/ServerSentEvents/ServerSentEvents.docc/Conformance.md")
        let named = article.split(separator: "\n").filter { $0.hasPrefix("- ") }
            .map { String($0.dropFirst(2)) }
        let cases = try ["server-sent-events", "server-sent-events-limits"].flatMap {
            try Corpus.cases($0).map(\.name)
        }
        #expect(named == cases)
    }

    @Test(arguments: ["README.md", "README.zh-CN.md"])
    func `The README counts the cases of the corpus`(_ page: String) throws {
        let text = try DocumentedCode.text(of: page)
        for (files, unit) in [
            (["server-sent-events", "server-sent-events-limits"], "server-sent-events"),
            (["event-json"], "event-json"),
            (["partial-json", "partial-json-errors"], "partial-json"),
            (Corpus.messageFiles, "messages"),
        ] {
            let count = try files.map { try Corpus.cases($0).count }.reduce(0, +)
            let row = "(Tests/Corpus/\(unit).md) | \(count) |"
            #expect(text.contains(row), "\(row)")
        }
    }

    private static func lines(of text: String, with prefix: String) -> Int {
        text.split(separator: "\n").count { $0.hasPrefix(prefix) }
    }
}
