public import MessageStream
public import PartialJSON

/// One block of an ``InputMessage``.
///
/// A block that there is no function for is `InputContent(json:)` of its object.
public struct InputContent: JSONBacked, ExpressibleByStringLiteral, ExpressibleByStringInterpolation
{
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// A text.
    public init(stringLiteral value: String) {
        self = .text(value)
    }

    /// The block's type as the API writes it, such as `tool_result`.
    public var type: String { json["type"]?.string ?? "" }

    /// Up to where the API keeps the request in its cache, if this block ends such a part.
    public var cacheControl: CacheControl? {
        get { json["cache_control"].flatMap(CacheControl.init(jsonValue:)) }
        set { json["cache_control"] = newValue?.jsonValue }
    }
}

extension InputContent {
    /// A text.
    public static func text(_ text: String) -> Self {
        Self(json: ["type": "text", "text": .string(text)])
    }

    /// A block that the model wrote, sent back unchanged.
    ///
    /// A tool input that is no JSON goes back as `{"INVALID_JSON": "<the text>"}`.
    public static func block(_ block: ContentBlock) -> Self {
        Self(json: block.json)
    }

    /// A picture, its bytes in Base64; `mediaType` such as `image/png`.
    public static func image(base64 data: String, mediaType: String) -> Self {
        Self(json: ["type": "image", "source": base64Source(data, mediaType)])
    }

    /// A picture that the API fetches.
    public static func image(url: String) -> Self {
        Self(json: ["type": "image", "source": ["type": "url", "url": .string(url)]])
    }

    /// A document, its bytes in Base64; `mediaType` such as `application/pdf`.
    public static func document(base64 data: String, mediaType: String, title: String? = nil)
        -> Self
    {
        document(base64Source(data, mediaType), title)
    }

    /// A document of plain text.
    public static func document(text: String, title: String? = nil) -> Self {
        document(["type": "text", "media_type": "text/plain", "data": .string(text)], title)
    }

    private static func document(_ source: JSONValue, _ title: String?) -> Self {
        var json: JSONObject = ["type": "document", "source": source]
        json["title"] = title.map(JSONValue.string)
        return Self(json: json)
    }

    private static func base64Source(_ data: String, _ mediaType: String) -> JSONValue {
        ["type": "base64", "media_type": .string(mediaType), "data": .string(data)]
    }
}
