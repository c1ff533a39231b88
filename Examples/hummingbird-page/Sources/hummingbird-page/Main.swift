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
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let port = Int(arguments[1]) else {
            FileHandle.standardError.write(Data("usage: hummingbird-page PORT MODEL\n".utf8))
            exit(64)
        }
        let client = MessageStreamClient(configuration: .environment())
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
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in
                let place = "listening at http://127.0.0.1:\(channel.localAddress?.port ?? port)\n"
                FileHandle.standardOutput.write(Data(place.utf8))
            })
        try await application.runService()
        try await client.shutdown()
    }
}
