import MessageRequests
import PartialJSON

/// The documentation's code that makes requests, compiled; see `DocumentationTests`.
enum DocumentationSnippets {
    static func request(_ model: ModelName, _ picture: [UInt8]) -> MessageRequest {
        // begin
        var request = MessageRequest(
            model: model, maxTokens: 1024,
            messages: [
                .user("Which city is this?", .image(.bytes(picture, mediaType: "image/png")))
            ])
        request.outputConfiguration = OutputConfiguration(
            effort: .low,
            schema: [
                "type": "object", "properties": ["city": ["type": "string"]], "required": ["city"],
            ])
        request.json["temperature"] = 0.2  // what has no property here
        // end
        return request
    }
}
