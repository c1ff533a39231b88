import AsyncHTTPClient
import Foundation
import MessageStream
import NIOCore
import ServerSentEventsNIO

/// Prints the text of an answer while it arrives, and what it cost:
/// `async-http-client-body URL REQUEST.json`.
///
/// For a program that has its own HTTP, with its own headers, retries and pools, and wants this
/// package to read the body only. `MessageStreamClient` does all of it.
@main
struct Main {
    /// What is shown of an answer that is no event stream.
    private static let greatestRefusal = 64 << 10

    /// Left to itself it would try for ten minutes to reach a server that is not there.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(configuration: configuration)
    }()

    static func main() async {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else {
            fail("usage: async-http-client-body URL REQUEST.json", 64)
        }
        let (url, file) = (arguments[1], arguments[2])
        let json: Data
        do {
            json = try Data(contentsOf: URL(filePath: file))
        } catch {
            fail("\(file): \(error)", 1)
        }
        let response: HTTPClientResponse
        do {
            response = try await client.execute(
                request(to: url, with: json), timeout: .minutes(10))
        } catch {
            fail("\(url): \(error)", 1)
        }
        do {
            guard response.status == .ok else {
                let body = try await response.body.collect(upTo: greatestRefusal)
                fail("\(url): \(response.status): \(String(buffer: body))", 1)
            }
            send(try await show(response.body) + "\n")
        } catch {
            fail("\n\(error)", 1)
        }
    }

    private static func request(to url: String, with json: Data) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers = [
            "content-type": "application/json", "accept": "text/event-stream",
            "anthropic-version": "2023-06-01",
        ]
        if let key = ProcessInfo.processInfo.environment["ANTHROPIC_API_KEY"] {
            request.headers.add(name: "x-api-key", value: key)
        }
        request.body = .bytes(ByteBuffer(bytes: json))
        return request
    }

    /// Prints the text as it comes; returns what is to be said of the whole.
    private static func show(_ body: HTTPClientResponse.Body) async throws -> String {
        // Buffers as they were read, seen as bytes: nothing is copied on the way to the decoder.
        let updates = body.readableBytesViews.messageStreamEvents().updates
        for try await update in updates {
            switch update {
            case .text(_, let text, _):
                send(text)
            case .contentBlockStop(_, let block):
                if let use = block.anyToolUse { send("\n\(use.name) \(use.input.jsonText)\n") }
            case .messageStop(let message):
                let reason = message.stopReason?.rawValue ?? "end"
                return "\n(\(reason), \(message.usage.outputTokens) tokens)"
            default: break
            }
        }
        return "\n(the stream ended without message_stop)"
    }

    /// Writes at once, which `print` into a pipe does not.
    private static func send(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }

    private static func fail(_ text: String, _ status: Int32) -> Never {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
        exit(status)
    }
}
