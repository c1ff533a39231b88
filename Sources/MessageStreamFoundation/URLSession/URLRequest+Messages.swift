public import MessageRequests
import MessageStream
import PartialJSON

#if canImport(FoundationNetworking)
    import Foundation
    public import FoundationNetworking
#else
    public import Foundation
#endif

extension URLRequest {
    /// The version of the API that is asked for (`anthropic-version`).
    public static let messagesAPIVersion = APIPaths.defaultVersion

    /// A request to stream a message: `POST /v1/messages` with `"stream": true`.
    ///
    /// An app that holds a key of the API gives it to whoever takes the app apart: ask a relay of
    /// yours, by `baseURL` and the key that it gave the person.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - apiKey: What `x-api-key` says.
    ///   - baseURL: Where the API or a relay is; it may end in `/v1` or `/v1/messages`.
    /// - Throws: `MessageStreamClientError.Code.invalidConfiguration` if `baseURL` is no
    ///   URL of a server.
    public init(
        streaming request: MessageRequest, apiKey: String,
        baseURL: String = APIPaths.defaultBaseURL
    ) throws(MessageStreamClientError) {
        guard let url = URL(string: try EndpointURL(base: baseURL).whole), url.host != nil else {
            throw .invalidBaseURL
        }
        self.init(url: url)
        httpMethod = "POST"
        var body = request.json
        body["stream"] = true
        httpBody = JSONValue.object(body).jsonData
        setValue("application/json", forHTTPHeaderField: "content-type")
        setValue("text/event-stream", forHTTPHeaderField: "accept")
        setValue(Self.messagesAPIVersion, forHTTPHeaderField: "anthropic-version")
        setValue(apiKey, forHTTPHeaderField: "x-api-key")
    }
}
