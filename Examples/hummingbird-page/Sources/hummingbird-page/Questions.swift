import Hummingbird
import MessageStreamClient
import ServerSentEvents

/// Answers a question by an event stream: pieces of text, and `done` or `failed` at its end.
struct Questions: Sendable {
    let client: MessageClient
    let model: ModelName

    private static let greatestQuestion = 64 << 10

    func answer(_ request: Request, _ context: some RequestContext) async throws -> Response {
        let body = try await request.body.collect(upTo: Self.greatestQuestion)
        let question = MessageRequest(
            model: model, maxTokens: 1024, messages: [.user(.text(String(buffer: body)))])
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-cache"],
            body: .init { writer in
                do {
                    let response = try await client.stream(question)
                    // A browser that goes away makes a write fail: the loop ends, the response is let
                    // go, and the model is not asked for more.
                    for try await text in response.text { try await send(text, &writer) }
                    let message = try await response.finalMessage()
                    try await send("\(message.usage.outputTokens) tokens", event: "done", &writer)
                } catch let error as MessageStreamClientError {
                    // The status has gone out already: the stream says what came of it.
                    context.logger.error("\(error)")
                    try await send(error.description, event: "failed", &writer)
                }
                try await writer.finish(nil)
            })
    }

    private func send(
        _ data: String, event: String? = nil, _ writer: inout any ResponseBodyWriter
    ) async throws {
        let event = ServerSentEvent(event: event, data: data)
        try await writer.write(ByteBuffer(bytes: ServerSentEventEncoder().encode(event)))
    }
}
