import MessageStream
import PartialJSON
import Testing

@testable import MessageStreamClient

@Suite struct MessageStreamClientErrorTests {
    @Test(arguments: [
        (400, "invalid_request_error", MessageStreamClientError.Code.invalidRequest),
        (401, "authentication_error", .authentication),
        (402, "billing_error", .billing),
        (403, "permission_error", .permission),
        (404, "not_found_error", .notFound),
        (408, "timeout_error", .timeout),
        (409, "conflict_error", .conflict),
        (413, "request_too_large", .requestTooLarge),
        (422, "invalid_request_error", .invalidRequest),
        (429, "rate_limit_error", .rateLimit),
        (500, "api_error", .api),
        (502, "api_error", .api),
        (504, "timeout_error", .timeout),
        (529, "overloaded_error", .overloaded),
        (599, "api_error", .api),
    ])
    func `A status and an event with its type are the same error`(
        _ status: Int, _ type: String, _ code: MessageStreamClientError.Code
    ) {
        let head = ResponseHead(status: status, headers: ["request-id": "req_1"])
        let body = #"{"type":"error","error":{"type":"\#(type)","message":"Why."}}"#
        // By its type where there is one, by the status where there is none.
        for text in [body, "", "<html>"] {
            #expect(MessageStreamClientError(head: head, body: Array(text.utf8)).code == code)
        }
        var streamed = MessageStreamError(.streamed)
        streamed.streamedError = StreamedError(
            json: ["type": "error", "error": ["type": .string(type), "message": "Why."]])
        let error = MessageStreamClientError(
            streamed, head: ResponseHead(status: 200, headers: ["request-id": "req_1"]))
        #expect(error.code == code)
        #expect(error.message == "Why.")
        #expect(error.requestID == "req_1")
        #expect(error.type?.rawValue == type)
        #expect(error.streamError == streamed)
    }

    @Test(arguments: [300, 302, 418, 425, 499])
    func `A status that nobody expects is told as such`(_ status: Int) {
        let error = MessageStreamClientError(
            head: ResponseHead(status: status, headers: [:]), body: [])
        #expect(error.code == .status)
        #expect(error.description == "\(error.code) (status \(status))")
    }

    @Test func `An error says what, why and where`() {
        let body = #"""
            {"type":"error","error":{"type":"overloaded_error","message":"Busy","details":{"a":1}},
            "request_id":"req_9"}
            """#
        var error = MessageStreamClientError(
            head: ResponseHead(status: 529, headers: [:]), body: Array(body.utf8))
        error.attemptCount = 3
        #expect(
            error.description
                == "the API is overloaded: Busy (status 529, request req_9, 3 attempts)")
        #expect(error.apiError?.details?["a"] == 1)
        #expect(MemoryLayout.size(ofValue: error) == MemoryLayout<Int>.size)
    }

    @Test func `A page is quoted up to two hundred bytes, in one line`() {
        let body = Array(("<html>\r\n" + String(repeating: "é", count: 300)).utf8)
        let error = MessageStreamClientError(
            head: ResponseHead(status: 200, headers: ["content-type": "text/html"]), body: body)
        #expect(error.code == .unexpectedContentType)
        #expect(
            error.message
                == "text/html, which begins: <html>  " + String(repeating: "é", count: 96))
        #expect(error.body == body)
    }

    @Test func `An error that comes with a status of 200 and no stream is that error`() {
        let body = #"{"error":{"type":"rate_limit_error","message":"Slow down."}}"#
        let error = MessageStreamClientError(
            head: ResponseHead(status: 200, headers: ["content-type": "application/json"]),
            body: Array(body.utf8))
        #expect(error.code == .rateLimit)
        #expect(error.message == "Slow down.")
    }

    @Test(arguments: [
        ("", "there is nothing at this URL; check the base URL"),
        ("<p>Not found", "there is nothing at this URL; check the base URL: <p>Not found"),
        (#"{"detail":"x"}"#, #"there is nothing at this URL; check the base URL: {"detail":"x"}"#),
        (
            #"{"error":{"type":"invalid_request_error","message":"No route."}}"#,
            "there is nothing at this URL; check the base URL: No route."
        ),
        (#"{"error":{"type":"not_found_error","message":"model: m"}}"#, "model: m"),
    ])
    func `A status of 404 names the URL, and the base URL where the API did not say it`(
        _ body: String, _ message: String
    ) {
        var error = MessageStreamClientError(
            head: ResponseHead(status: 404, headers: [:]), body: Array(body.utf8))
        error.note(url: "https://host/v1/messages")
        #expect(error.message == message)
        #expect(error.url == "https://host/v1/messages")
        #expect(error.description.hasSuffix("(status 404, https://host/v1/messages)"))
    }

    @Test func `The URL is told where it may be the wrong one`() {
        for (code, isTold) in [
            (MessageStreamClientError.Code.connectionFailed, true), (.connectTimeout, true),
            (.unexpectedContentType, true), (.truncated, true), (.firstByteTimeout, true),
            (.cancelled, false), (.invalidConfiguration, false),
        ] {
            var error = MessageStreamClientError(code)
            error.note(url: "https://host/v1/messages")
            #expect(error.description.contains("https://host/v1/messages") == isTold)
            error.apiError = StreamedError(text: "Busy.")
            #expect(!error.description.contains("https://host/v1/messages"))
        }
    }

    @Test func `A body is kept up to its limit`() {
        let limit = MessageStreamClientError.maximumBodyBytes
        let error = MessageStreamClientError(
            head: ResponseHead(status: 500, headers: [:]),
            body: [UInt8](repeating: 0x61, count: limit + 10))
        #expect(error.body.count == limit)
        #expect(error.message.utf8.count == MessageStreamClientError.quotedBodyBytes)
    }
}

@Suite struct HTTPHeaderFieldsTests {
    @Test func `Names compare without regard to case, and values of one name are joined`() {
        var headers: HTTPHeaderFields = ["Content-Type": "a", "X": "1"]
        headers.append(name: "x", value: "2")
        #expect(headers["content-type"] == "a")
        #expect(headers["x"] == "1, 2")
        #expect(headers["y"] == nil)
        headers["X"] = "3"
        #expect(headers.map(\.value) == ["a", "3"])
        headers["x"] = nil
        #expect(headers.count == 1)
        // A letter and what differs from it by the same bit are not the same.
        #expect((["[": "a"] as HTTPHeaderFields)["{"] == nil)
    }
}
