import Testing

@testable import MessageStreamClient

/// One line of a table: an attempt's failure, and what is to come of it.
private struct Case: Sendable, CustomTestStringConvertible {
    var error: MessageStreamClientError.Code
    var shouldRetry: Bool?
    var retryAfter: Duration?
    var content = RetrySchedule.Content.none
    var continuation = RetryPolicy.Continuation.never
    var timeLeft: Duration?
    var decision: RetrySchedule.Decision

    var testDescription: String {
        "\(error), \(content), \(String(describing: shouldRetry)), \(String(describing: retryAfter))"
    }
}

@Suite struct RetryScheduleTests {
    @Test(arguments: [
        Case(error: .overloaded, decision: .retry(after: .milliseconds(500))),
        Case(error: .api, decision: .retry(after: .milliseconds(500))),
        Case(error: .rateLimit, decision: .retry(after: .milliseconds(500))),
        Case(error: .timeout, decision: .retry(after: .milliseconds(500))),
        Case(error: .conflict, decision: .retry(after: .milliseconds(500))),
        Case(error: .connectionFailed, decision: .retry(after: .milliseconds(500))),
        Case(error: .connectTimeout, decision: .retry(after: .milliseconds(500))),
        Case(error: .connectionLost, decision: .retry(after: .milliseconds(500))),
        Case(error: .firstByteTimeout, decision: .retry(after: .milliseconds(500))),
        Case(error: .idleTimeout, decision: .retry(after: .milliseconds(500))),
        Case(error: .truncated, decision: .retry(after: .milliseconds(500))),
        Case(error: .invalidRequest, decision: .giveUp),
        Case(error: .authentication, decision: .giveUp),
        Case(error: .billing, decision: .giveUp),
        Case(error: .permission, decision: .giveUp),
        Case(error: .notFound, decision: .giveUp),
        Case(error: .requestTooLarge, decision: .giveUp),
        Case(error: .status, decision: .giveUp),
        Case(error: .refusedByEvent, decision: .giveUp),
        Case(error: .unexpectedContentType, decision: .giveUp),
        Case(error: .stream, decision: .giveUp),
        Case(error: .cancelled, decision: .giveUp),
        Case(error: .totalTimeout, decision: .giveUp),
        Case(error: .compressionRatio, decision: .giveUp),
        // The server's word goes before the status.
        Case(error: .overloaded, shouldRetry: false, decision: .giveUp),
        Case(error: .notFound, shouldRetry: true, decision: .retry(after: .milliseconds(500))),
        // Its wish for a wait, up to the limit of a minute.
        Case(error: .rateLimit, retryAfter: .seconds(3), decision: .retry(after: .seconds(3))),
        Case(error: .rateLimit, retryAfter: .seconds(60), decision: .retry(after: .seconds(60))),
        Case(error: .rateLimit, retryAfter: .seconds(61), decision: .giveUp),
        // Not where the whole call would be over by then.
        Case(
            error: .rateLimit, retryAfter: .seconds(3), timeLeft: .seconds(4),
            decision: .retry(after: .seconds(3))),
        Case(
            error: .rateLimit, retryAfter: .seconds(3), timeLeft: .seconds(3), decision: .giveUp),
        // Never once content came, unless it can be continued and that is asked for.
        Case(error: .connectionLost, content: .delivered, decision: .giveUp),
        Case(
            error: .connectionLost, content: .delivered, continuation: .prefill, decision: .giveUp),
        Case(error: .connectionLost, content: .continuable, decision: .giveUp),
        Case(
            error: .connectionLost, content: .continuable, continuation: .prefill,
            decision: .resume(after: .milliseconds(500))),
        Case(
            error: .connectionLost, content: .continuable, continuation: .automatic,
            decision: .resume(after: .milliseconds(500))),
        Case(
            error: .connectionLost, content: .continuable, continuation: .userTurn,
            decision: .resume(after: .milliseconds(500))),
        Case(
            error: .connectionLost, content: .delivered, continuation: .userTurn,
            decision: .giveUp),
        Case(
            error: .invalidRequest, content: .continuable, continuation: .prefill,
            decision: .giveUp),
    ])
    private func `A failure is answered as the table says`(_ line: Case) {
        var schedule = RetrySchedule(RetryPolicy(continuation: line.continuation))
        var error = MessageStreamClientError(line.error)
        error.retryAfter = line.retryAfter
        let decision = schedule.decide(
            after: error, shouldRetry: line.shouldRetry, content: line.content, random: 0,
            timeLeft: line.timeLeft)
        #expect(decision == line.decision)
    }

    @Test(arguments: [
        (400, false), (404, false), (408, true), (409, true), (425, false), (429, true),
        (499, false), (500, true), (502, true), (503, true), (520, true), (529, true),
    ])
    func `A status decides, whatever type the API gives the error`(_ status: Int, _ isRetried: Bool)
    {
        for code in [MessageStreamClientError.Code.invalidRequest, .overloaded, .status] {
            var schedule = RetrySchedule(RetryPolicy())
            var error = MessageStreamClientError(code)
            error.status = status
            let decision = schedule.decide(
                after: error, shouldRetry: nil, content: .none, random: 0, timeLeft: nil)
            #expect((decision != .giveUp) == isRetried)
        }
    }

    @Test func `Waits double up to eight seconds, and dice take off a quarter at the most`() {
        let policy = RetryPolicy(maximumRetries: 7)
        for (random, factor) in [(0.0, 1.0), (0.5, 0.875), (1.0, 0.75)] {
            var schedule = RetrySchedule(policy)
            let waits = (0..<8).map { _ in
                schedule.decide(
                    after: MessageStreamClientError(.api), shouldRetry: nil, content: .none,
                    random: random, timeLeft: nil)
            }
            let seconds = [0.5, 1, 2, 4, 8, 8, 8]
            #expect(
                waits == seconds.map { .retry(after: .seconds($0 * factor)) } + [.giveUp])
        }
    }

    @Test(arguments: [0, 1, 5])
    func `After as many retries as the policy allows it is over`(_ maximum: Int) {
        var schedule = RetrySchedule(RetryPolicy(maximumRetries: maximum))
        var decisions = 0
        while case .retry = schedule.decide(
            after: MessageStreamClientError(.api), shouldRetry: true, content: .none, random: 0,
            timeLeft: nil)
        {
            decisions += 1
        }
        #expect(decisions == maximum)
        #expect(schedule.retriesTaken == maximum)
    }
}

@Suite struct RetryAfterTests {
    /// 1994-11-06 08:49:37 UTC.
    private let noon = 784_111_777.0

    @Test(arguments: [
        (["retry-after": "2"], Duration.seconds(2)),
        (["Retry-After": "0.25"], .milliseconds(250)),
        (["retry-after-ms": "1500.5", "retry-after": "9"], .microseconds(1_500_500)),
        (["retry-after-ms": "soon", "retry-after": "9"], .seconds(9)),
        (["retry-after-ms": "0", "retry-after": "9"], .seconds(9)),
        (["retry-after": "0"], nil),
        (["retry-after": "-1"], nil),
        (["retry-after": "nan"], nil),
        (["retry-after": "inf"], nil),
        (["retry-after": "tomorrow"], nil),
        (["retry-after": ""], nil),
        ([:], nil),
        (["retry-after": "1e300"], .seconds(1e12)),
        (["retry-after": "Sun, 06 Nov 1994 08:49:47 GMT"], .seconds(10)),
        (["retry-after": "Sunday, 06-Nov-94 08:50:37 GMT"], .seconds(60)),
        (["retry-after": "Sun Nov  6 09:49:37 1994"], .seconds(3600)),
        (["retry-after": "Sun, 06 Nov 1994 08:49:36 GMT"], nil),
        // A server whose clock is an hour fast means the difference.
        (
            [
                "retry-after": "Sun, 06 Nov 1994 09:49:42 GMT",
                "date": "Sun, 06 Nov 1994 09:49:37 GMT",
            ], .seconds(5)
        ),
    ])
    func `Headers are read as the table says`(_ headers: [String: String], _ wait: Duration?) {
        let fields = HTTPHeaderFields(headers.map { .init(name: $0.key, value: $0.value) })
        #expect(RetryAfter.wait(in: fields, now: noon) == wait)
    }

    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Tue, 29 Feb 2028 23:59:59 GMT", 1_835_481_599),
        ("Mon, 01 Mar 2100 00:00:00 GMT", 4_107_542_400),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
        ("Sun Nov  6 08:49:37 1994", 784_111_777),
        ("Sun, 06 Nov 1994 24:49:37 GMT", nil),
        ("Sun, 32 Nov 1994 08:49:37 GMT", nil),
        ("Sun, 06 Non 1994 08:49:37 GMT", nil),
        ("Sun, 06 Nov 1994 08:49:37 CET", nil),
        ("Sun, 06 Nov 99999999999999999999 08:49:37 GMT", nil),
        ("06 Nov 1994", nil),
        ("", nil),
    ])
    func `Dates of all three forms are read`(_ text: String, _ seconds: Double?) {
        #expect(HTTPDate.seconds(text) == seconds)
    }

    @Test(arguments: [("true", true), ("false", false), ("maybe", nil), (nil, nil)])
    func `x-should-retry is true, false or nothing`(_ value: String?, _ expected: Bool?) {
        var headers = HTTPHeaderFields()
        headers["X-Should-Retry"] = value
        #expect(RetryAfter.shouldRetry(in: headers) == expected)
    }
}
