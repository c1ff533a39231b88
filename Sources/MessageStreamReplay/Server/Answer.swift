#if Relay
    internal import MessageStream
    internal import PartialJSON

    /// What a request is answered with: a decision, without input or output.
    enum Answer: Sendable {
        /// A body that is known as a whole.
        case body(Body)
        /// Events, one after the other.
        case stream(Delivery, ReplayBehaviour)
        /// A reset of the connection.
        case reset
        /// Nothing at all.
        case stall

        /// A body with what comes before it.
        struct Body: Sendable {
            var status: Int
            var headers: [(name: String, value: String)]
            var bytes: [UInt8]
        }

        /// The answer to the request of that number.
        static func answer(
            to request: ReceivedRequest, number: Int, from ledger: inout ReplayLedger
        ) -> Answer {
            let path = request.path.prefix { $0 != "?" }
            guard path == "/v1/messages" else {
                return .error(404, "there is nothing at \(path.prefix(128))", number)
            }
            guard request.method == "POST" else {
                return .error(405, "\(path) takes POST", number)
            }
            var behaviour = ledger.nextBehaviour()
            if let text = request[header: "x-replay-fault"] {
                do throws(FaultListError) {
                    behaviour.faults = try Fault.list(text)
                } catch {
                    return .error(400, "x-replay-fault: \(error)", number)
                }
            }
            return replacement(by: behaviour.faults, number)
                ?? replay(for: request, number, behaviour, &ledger)
        }

        /// An error as the API words it.
        static func error(_ status: Int, _ message: String, _ number: Int) -> Answer {
            let error = APIError(status: status, message: message)
            return .body(
                Body(
                    status: status, headers: [("content-type", "application/json")],
                    bytes: error.body(requestID: requestID(number))))
        }

        /// What the header `request-id` says.
        static func requestID(_ number: Int) -> String { "req_replay_\(number)" }

        /// What takes the place of an answer.
        private static func replacement(by faults: [Fault], _ number: Int) -> Answer? {
            if faults.contains(.resetBeforeHeaders) { return .reset }
            if faults.contains(.stallBeforeHeaders) { return .stall }
            for case .status(let status, let after, let milliseconds, let retry) in faults {
                let error = APIError(status: status, message: "replayed fault")
                var headers = [(name: "content-type", value: "application/json")]
                if let after { headers.append(("retry-after", after)) }
                if let milliseconds { headers.append(("retry-after-ms", "\(milliseconds)")) }
                if let retry { headers.append(("x-should-retry", "\(retry)")) }
                let body = error.body(requestID: requestID(number))
                return .body(Body(status: status, headers: headers, bytes: body))
            }
            if faults.contains(.html) {
                return .body(
                    Body(
                        status: 200, headers: [("content-type", "text/html; charset=utf-8")],
                        bytes: Array("<!DOCTYPE html><title>Sign in</title><p>Sign in</p>\n".utf8)))
            }
            return nil
        }

        private static func replay(
            for request: ReceivedRequest, _ number: Int, _ behaviour: ReplayBehaviour,
            _ ledger: inout ReplayLedger
        ) -> Answer {
            guard let body = (try? JSONValue(parsing: request.body))?.object else {
                return .error(400, "the body is no JSON object", number)
            }
            let name = request[header: "x-replay-recording"]
            let model = body["model"]?.string.flatMap { ledger.hasRecording(named: $0) ? $0 : nil }
            guard let recording = ledger.recording(named: name ?? model) else {
                return .error(404, "there is no such recording", number)
            }
            if body["stream"]?.bool == true, !behaviour.faults.contains(.json) {
                return .stream(Delivery(recording, faults: behaviour.faults), behaviour)
            }
            do throws(MessageStreamError) {
                let bytes = Array(try recording.message().jsonValue.jsonText.utf8)
                return .body(
                    Body(
                        status: 200, headers: [("content-type", "application/json")], bytes: bytes))
            } catch {
                return .error(500, "the recording is no whole message: \(error)", number)
            }
        }
    }
#endif
