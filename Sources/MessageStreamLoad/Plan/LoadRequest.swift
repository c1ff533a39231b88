/// The requests of a load, which name the stream that they are for.
///
/// The name stands in the text that the user says: a proxy passes it on, and so does an endpoint that
/// makes a request of its own of it.
enum LoadRequest {
    private static let mark = "load-stream-"

    /// The bytes of the request for stream `number`.
    static func bytes(for number: Int, _ plan: LoadPlan) -> [UInt8] {
        let text = "\(mark)\(number)."
        let body =
            switch plan.target.endpoint {
            case .messages:
                """
                {"model":"load","max_tokens":1024,"stream":true,\
                "messages":[{"role":"user","content":"\(text)"}]}
                """
            case .chat:
                #"{"message":"\#(text)"}"#
            }
        var lines = [
            "POST \(plan.target.path) HTTP/1.1",
            "host: \(plan.target.address)",
            "content-type: application/json",
            "accept: text/event-stream",
            "content-length: \(body.utf8.count)",
        ]
        if !plan.keepsConnections { lines.append("connection: close") }
        lines += plan.headers.map { "\($0.name): \($0.value)" }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
    }

    /// The number of the stream that a request with this body is for, or nil if it names none.
    static func number(in body: [UInt8]) -> Int? {
        let mark = Array(mark.utf8)
        var start = 0
        while start + mark.count < body.count {
            guard body[start...].starts(with: mark) else {
                start += 1
                continue
            }
            let digits = body[(start + mark.count)...].prefix { 0x30...0x39 ~= $0 }
            return Int(String(decoding: digits, as: UTF8.self))
        }
        return nil
    }
}
