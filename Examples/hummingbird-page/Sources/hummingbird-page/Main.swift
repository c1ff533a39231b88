import Foundation
import Hummingbird
import MessageStreamClient
import ServerSentEvents

/// Serves a page that asks a model and shows the answer while it comes: `hummingbird-page PORT MODEL`.
///
/// The key stays here: the browser asks this server, and this server asks the API that the environment
/// names (`ANTHROPIC_API_KEY`, `ANTHROPIC_BASE_URL`).
@main
struct Main {
    static func main() async {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let port = UInt16(arguments[1]) else {
            fail("usage: hummingbird-page PORT MODEL", 64)
        }
        let client = MessageClient(configuration: .environment())
        let questions = Questions(client: client, model: ModelName(rawValue: arguments[2]))
        let router = Router()
        router.get("/") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: page)))
        }
        router.post("/questions") { request, context in
            try await questions.answer(request, context)
        }
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: Int(port))),
            onServerRunning: { channel in
                let place = "listening at http://127.0.0.1:\(channel.localAddress?.port ?? 0)\n"
                FileHandle.standardOutput.write(Data(place.utf8))
            })
        do {
            try await application.runService()
        } catch {
            fail("port \(port): \(error)", 1)
        }
    }

    private static func fail(_ text: String, _ status: Int32) -> Never {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
        exit(status)
    }
}
