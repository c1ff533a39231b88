#if Relay
    internal import NIOCore
    internal import NIOHTTP1

    /// What becomes of an upstream's answer on its way to the client.
    protocol AnswerSink: AnyObject {
        /// Whether the answer goes on when nobody reads it.
        var outlivesClient: Bool { get }
        /// Whether somebody else than the client reads it.
        var isRead: Bool { get }
        /// Whether the client has all that it will get, though the upstream may not have ended.
        var isOver: Bool { get }
        /// Whether the model has said why it stopped, and nothing but the end is still to come.
        var awaitsEnd: Bool { get }
        /// What the client's answer begins with; nil if the whole of the upstream's must be known first.
        func begin(_ head: HTTPResponseHead) -> HTTPResponseHead?
        /// What the client's answer begins with, where the head said too little and the body's beginning,
        /// of which `bytes` are the next, says enough.
        func begin(_ bytes: ByteBuffer) -> HTTPResponseHead?
        /// Takes bytes of the answer, and writes what the client gets.
        ///
        /// - Parameter bytes: The sink may keep the buffer and leave another, whose content is of no
        ///   interest.
        func receive(_ bytes: inout ByteBuffer, into body: inout BodyBuffer)
        /// The upstream's body is over; says whether the client's ends as whole.
        func end(isDelimitedByClose: Bool, into body: inout BodyBuffer) -> AnswerEnd
        /// The upstream has said all that matters and does not end its body; the same.
        func endWithoutEnd(into body: inout BodyBuffer) -> AnswerEnd
        /// The answer breaks off, after it has begun; says whether the client was told in the body, of
        /// which the end is to be shown then. In a body whose length the upstream has stated nothing
        /// may be told: the client would take it for what the upstream still owes.
        func fail(_ failure: RelayFailure, into body: inout BodyBuffer) -> Bool
        /// A sign of life, if one can be given here.
        func heartbeat(into body: inout BodyBuffer)
        /// What was seen of the answer.
        func fill(_ record: inout RelayedRequest)
    }

    /// How an answer is over.
    enum AnswerEnd {
        /// The client's body ends.
        case whole
        /// The client must see that something is missing.
        case cut
        /// Now that the whole is known: the answer's beginning, and its body.
        case held(HTTPResponseHead, ByteBuffer)
        /// Now that the whole is known: an answer instead.
        case replaced(ErrorAnswer)
    }

    /// Why an answer does not go on, in the words of the API.
    struct RelayFailure: Sendable {
        /// The API's type of the error.
        var type: String
        var message: String
        /// The status, if none has been sent.
        var status: HTTPResponseStatus
        /// What the record says.
        var ending: RelayedRequest.Ending

        static let unreachable = RelayFailure(
            type: "api_error", message: "no upstream could be reached", status: .badGateway,
            ending: .unreachable)
        static let lost = RelayFailure(
            type: "api_error",
            message: "the upstream closed its connection without an answer; it may have done what "
                + "was asked",
            status: .badGateway, ending: .truncated)
        static let malformed = RelayFailure(
            type: "api_error",
            message: "the upstream's answer has a status or a length that is none",
            status: .badGateway, ending: .truncated)
        static let truncated = RelayFailure(
            type: "api_error", message: "the upstream's answer broke off", status: .badGateway,
            ending: .truncated)
        static let firstByteTimeout = RelayFailure(
            type: "timeout_error", message: "the upstream did not answer in time",
            status: .gatewayTimeout, ending: .timedOut)
        static let idleTimeout = RelayFailure(
            type: "timeout_error", message: "the upstream fell silent", status: .gatewayTimeout,
            ending: .timedOut)
        static let tooLong = RelayFailure(
            type: "timeout_error", message: "the answer took longer than the relay allows",
            status: .gatewayTimeout, ending: .timedOut)
        static let drained = RelayFailure(
            type: "overloaded_error", message: "the relay is shutting down",
            status: .serviceUnavailable, ending: .drained)
    }
#endif
