public import MessageStream
public import PartialJSON

/// An MCP server that the API connects to (`mcp_servers`, beta).
///
/// Its tools are offered by a ``ToolDefinition`` of type `mcp_toolset` that names the server.
public struct MCPServer: JSONBacked {
    /// The object with all its members. It holds the authorization token.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The server at `url`.
    ///
    /// - Parameters:
    ///   - name: The name by which the request refers to the server.
    ///   - url: Where the server is; HTTPS.
    ///   - authorizationToken: The OAuth token that the API shows to the server.
    public init(name: String, url: String, authorizationToken: String? = nil) {
        json = ["type": "url", "name": .string(name), "url": .string(url)]
        json["authorization_token"] = authorizationToken.map(JSONValue.string)
    }

    /// The name by which the request refers to the server.
    public var name: String { json.string("name") }
    /// Where the server is.
    public var url: String { json.string("url") }
}
