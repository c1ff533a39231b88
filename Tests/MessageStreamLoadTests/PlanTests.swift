import Testing

@testable import MessageStreamLoad

struct PlanTests {
    @Test(arguments: [
        ("http://127.0.0.1:80", "/v1/messages", "127.0.0.1:80", "/v1/messages"),
        ("HTTP://host/base/", "x?y=1", "host:80", "/base/x?y=1"),
        ("http://[::1]:8080/", "/chat/stream", "[::1]:8080", "/chat/stream"),
    ])
    func `a target is a URL and a path`(
        _ url: String, _ path: String, _ address: String, _ whole: String
    ) throws {
        let target = try #require(LoadTarget(url: url, path: path))
        #expect("\(target.address)" == address)
        #expect(target.path == whole)
    }

    @Test(arguments: [
        "https://host", "host:80", "http://", "http://a:b", "http://a b", "http://::1",
    ])
    func `other URLs are none`(url: String) {
        #expect(LoadTarget(url: url, path: "/") == nil)
    }

    @Test(arguments: ["/v1/messages", "/chat/stream"])
    func `a request names its stream`(path: String) throws {
        let target = LoadTarget(address: LoadAddress(host: "h", port: 1), path: path)
        let request = LoadRequest.bytes(for: 123, LoadPlan(target: target))
        #expect(LoadRequest.number(in: request) == 123)
        #expect(String(decoding: request, as: UTF8.self).hasPrefix("POST \(path) HTTP/1.1\r\n"))
    }

    @Test(arguments: ["", "load-stream-", "load-stream-x", "load-strea"])
    func `a body that names none has no number`(body: String) {
        #expect(LoadRequest.number(in: Array(body.utf8)) == nil)
    }
}
