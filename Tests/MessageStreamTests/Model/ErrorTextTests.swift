import Foundation
import MessageStream
import TestSupport
import Testing

/// What an app may show of a ``MessageStreamError``, and that every public error is tested for it.
@Suite struct ErrorTextTests {
    static let rows: [(code: MessageStreamError.Code, text: String)] = [
        (.framing, "the event stream is past a limit"),
        (.invalidJSON, "the data of an event is not JSON"),
        (.malformedEvent, "an event lacks what it is there for"),
        (.streamed, "the API sent an error in the middle of the stream"),
        (.sourceFailed, "the source of the stream failed"),
        (.truncated, "the stream ended before the message did"),
        (.cancelled, "reading stopped before the message ended"),
        (.noMessage, "the stream ended without a message"),
        (.missingMessageStart, "a block came without a message_start before it"),
        (.missingBlock, "a delta or stop came for a block that never started"),
        (.blockGap, "a block starts at an index that leaves out others"),
        (.blockStartedTwice, "a block starts where one has started before"),
        (.deltaAfterStop, "a delta came for a block that has stopped"),
        (.tooManyBlocks, "the message has more blocks than the limit"),
        (.tooManyMembers, "the message has more members than the limit"),
        (.messageTooLarge, "the message is larger than the limit"),
    ]

    @Test(arguments: rows) func theErrorSaysItself(_ row: (MessageStreamError.Code, String)) {
        let texts = ErrorTexts(of: MessageStreamError(row.0))
        #expect(texts == ErrorTexts(row.1, withoutFoundation: MessageStreamError.self))
        // Foundation's sentence, which is no use to anybody, until its layer has conformances.
        #expect(texts.localized.contains("MessageStreamError"))
    }

    @Test func theDocumentedWayGivesAnInterfaceTheWords() {
        let shown: any Error = ShownError(error: MessageStreamError(.truncated))
        #expect(shown.localizedDescription == "the stream ended before the message did")
    }

    /// Every public error type is stated by a test of its target, with both texts.
    @Test func everyPublicErrorIsTestedForWhatItSays() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let declaration = /public (?:struct|enum|final class) (\w+):[^{]*\bError\b[^{]*\{/
        var names: Set<String> = []
        for target in try FileManager.default.contentsOfDirectory(
            atPath: root.appending(path: "Sources").path)
        {
            let errors = try Self.swiftTexts(below: root.appending(path: "Sources/\(target)"))
                .flatMap { $0.matches(of: declaration).map { String($0.1) } }
            guard !errors.isEmpty else { continue }
            let tests = try Self.swiftTexts(below: root.appending(path: "Tests/\(target)Tests"))
                .filter { $0.contains("ErrorTexts(of:") }
            for error in errors {
                #expect(tests.contains { $0.contains(error) }, "\(target): \(error)")
            }
            names.formUnion(errors)
        }
        #expect(names.isSuperset(of: ["ServerSentEventError", "JSONError", "MessageStreamError"]))
        #expect(names.count >= 12)
    }

    private static func swiftTexts(below folder: URL) throws -> [String] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return try (files?.allObjects ?? []).compactMap { $0 as? URL }
            .filter { $0.pathExtension == "swift" }
            .map { try String(contentsOf: $0, encoding: .utf8) }
    }
}
