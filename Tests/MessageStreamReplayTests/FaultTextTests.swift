import MessageStreamReplay
import Testing

/// The text forms of faults.
struct FaultTextTests {
    private static let faults: [Fault] = [
        .status(529), .status(429, retryAfter: "2"),
        .status(
            503, retryAfter: "Fri, 31 Dec 1999 23:59:59 GMT", retryAfterMilliseconds: 50,
            shouldRetry: true),
        .status(500, retryAfter: "a;b,c", shouldRetry: false),
        .html, .json, .resetBeforeHeaders, .resetAfter(events: 0), .resetAfter(events: 3),
        .stallBeforeHeaders, .stallAfter(events: 12), .closeAfter(events: 1),
        .errorEvent(type: "overloaded_error", at: 3), .truncated(after: 4), .withoutMessageStop,
        .leftOpen, .withoutEventLines, .carriageReturns, .byteOrderMark, .done,
    ]

    @Test(arguments: faults)
    func aFaultIsWhatItsDescriptionSays(_ fault: Fault) throws {
        #expect(Fault(fault.description) == fault)
        #expect(Fault("  \(fault) ") == fault)
    }

    @Test func aListHasTheFaultsInTheirOrder() throws {
        let text = Self.faults.map(\.description).joined(separator: ", ")
        #expect(try Fault.list(text) == Self.faults)
        #expect(try Fault.list("") == [])
        #expect(try Fault.list(" ,crlf,, bom ") == [.carriageReturns, .byteOrderMark])
    }

    @Test(arguments: [
        "", "=", "crlf=1", "CRLF", "reset-after", "reset-after=", "reset-after=-1",
        "reset-after=99999999999999999999", "status", "status=", "status=abc", "status=99",
        "status=200", "status=600", "status=429;", "status=429;retry-after",
        "status=429;retry-after-ms=x", "status=429;should-retry=maybe", "status=429;color=red",
        "status=429;retry-after=a\r\nset-cookie: x", "error=", "error=@3", "error=a b@3",
        "error=api_error", "error=api_error@x", "stall-after=3 crlf",
    ])
    func whatIsNoFaultIsNone(_ text: String) {
        #expect(Fault(text) == nil)
    }

    @Test func aListIsBounded() throws {
        let many = Array(repeating: "crlf", count: FaultListError.maximumFaults)
        #expect(try Fault.list(many.joined(separator: ",")).count == many.count)
        #expect(throws: FaultListError.self) {
            try Fault.list((many + ["bom"]).joined(separator: ","))
        }
    }

    @Test func theElementAtFaultIsNamed() {
        let error = #expect(throws: FaultListError.self) { try Fault.list("crlf, what, bom") }
        #expect(error?.element == "what")
        #expect(error?.description == "'what' is no fault")
    }
}
