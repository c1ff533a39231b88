import ServerSentEvents
import TestSupport
import Testing

/// What an app may show of a ``ServerSentEventError``.
@Suite struct ErrorTextTests {
    static let rows: [(code: ServerSentEventError.Code, text: String)] = [
        (.lineTooLong, "a line of the event stream is longer than the limit (byte 7)"),
        (.eventTooLarge, "an event of the event stream is larger than the limit (byte 7)"),
        (.outOfMemory, "no memory is left to keep an unfinished event (byte 7)"),
        (.lineEndingInField, "an event's type or id contains a line ending (byte 7)"),
        (.nullInID, "an event's id contains U+0000 (byte 7)"),
        (.negativeRetry, "an event's retry is below 0 (byte 7)"),
    ]

    @Test(arguments: rows) func theErrorSaysItself(_ row: (ServerSentEventError.Code, String)) {
        let texts = ErrorTexts(of: ServerSentEventError(row.0, byteOffset: 7))
        #expect(texts == ErrorTexts(row.1, withoutFoundation: ServerSentEventError.self))
        // Foundation's sentence, which is no use to anybody, until its layer has conformances.
        #expect(texts.localized.contains("ServerSentEventError"))
    }
}
