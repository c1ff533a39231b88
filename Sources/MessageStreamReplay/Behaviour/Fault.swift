/// Something that goes wrong with an answer.
///
/// Faults combine, as in `crlf, stall-after=3`. Of those that replace the answer the first of this
/// list that is there applies: the resets and stalls before the headers, ``status(_:retryAfter:retryAfterMilliseconds:shouldRetry:)``,
/// ``html``, ``json``. Of those that end a stream early, the earliest.
///
/// The text form is what `--fault` and the header `x-replay-fault` take; see ``init(_:)``.
#if hasAttribute(nonexhaustive)
    @nonexhaustive
#endif
public enum Fault: Sendable, Hashable {
    /// An HTTP status with the JSON error body of the API: `status=429;retry-after=2`.
    ///
    /// - Parameters:
    ///   - retryAfter: The header `retry-after`: seconds or an HTTP date.
    ///   - retryAfterMilliseconds: The header `retry-after-ms`.
    ///   - shouldRetry: The header `x-should-retry`.
    case status(
        Int, retryAfter: String? = nil, retryAfterMilliseconds: Int? = nil,
        shouldRetry: Bool? = nil)
    /// Status 200 with a web page, as a captive portal or a proxy sends it: `html`.
    case html
    /// Status 200 with the whole message as JSON instead of a stream: `json`.
    case json
    /// The connection is reset (RST) instead of an answer: `reset-before-headers`.
    case resetBeforeHeaders
    /// The connection is reset (RST) after so many events: `reset-after=3`.
    ///
    /// The server has passed those events on to the system; but a reset overtakes what the client
    /// has not read yet, and what a client loses by that is up to its system and its HTTP library.
    case resetAfter(events: Int)
    /// Nothing comes, not even headers, until the client gives up: `stall-before-headers`.
    case stallBeforeHeaders
    /// Nothing comes after so many events until the client gives up: `stall-after=3`.
    case stallAfter(events: Int)
    /// The connection is closed (FIN) after so many events, in the middle of HTTP's chunked body, as
    /// by a proxy that dies: `close-after=3`.
    case closeAfter(events: Int)
    /// An `error` event after `at` events, which ends the stream: `error=overloaded_error@3`.
    case errorEvent(type: String, at: Int)
    /// The body ends after so many events, cleanly as far as HTTP can tell: `truncated-after=3`.
    case truncated(after: Int)
    /// `message_stop` is left out, and all that comes after it: `no-message-stop`.
    case withoutMessageStop
    /// The body does not end after its last event, until the client gives up: `left-open`.
    case leftOpen
    /// No `event:` lines, as from some gateways: `no-event-lines`.
    case withoutEventLines
    /// Lines that end in CRLF: `crlf`.
    case carriageReturns
    /// A byte order mark before the first line: `bom`.
    case byteOrderMark
    /// `data: [DONE]` after the end, as from OpenAI-style gateways: `done`.
    case done
}
