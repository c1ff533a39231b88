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

    /// An image. ``FileSource/bytes(_:mediaType:)``, ``FileSource/url(_:)`` and
    /// ``FileSource/file(id:)`` are for images; `mediaType` is such as `image/png`.
    public static func image(_ source: FileSource) -> Self {
        Self(json: ["type": "image", "source": source.jsonValue])
    }

    /// A document.
    ///
    /// - Parameters:
    ///   - source: The document itself, or where it is.
    ///   - title: What the document is called, for the model and in citations.
    ///   - context: What else the model is told of it; it is not cited.
    ///   - citations: Whether the answer cites the document; nil leaves that to the API.
    public static func document(
        _ source: FileSource, title: String? = nil, context: String? = nil, citations: Bool? = nil
    ) -> Self {
        var json: JSONObject = ["type": "document", "source": source.jsonValue]
        json["title"] = title.map(JSONValue.string)
        json["context"] = context.map(JSONValue.string)
        json["citations"] = citations.map { ["enabled": .bool($0)] }
        return Self(json: json)
    }

    /// Something that a search of your own has found, for the answer to cite.
    ///
    /// - Parameters:
    ///   - source: Where it is from, such as a URL.
    ///   - title: What it is called.
    ///   - texts: What was found; a citation names one or more of them.
    ///   - citations: Whether the answer cites it; nil leaves that to the API.
    public static func searchResult(
        source: String, title: String, texts: [String], citations: Bool? = nil
    ) -> Self {
        var json: JSONObject = [
            "type": "search_result", "source": .string(source), "title": .string(title),
            "content": .array(texts.map { InputContent.text($0).jsonValue }),
        ]
        json["citations"] = citations.map { ["enabled": .bool($0)] }
        return Self(json: json)
    }

    /// A file of the API's file store for the container in which its tools run.
    public static func containerUpload(fileID: String) -> Self {
        Self(json: ["type": "container_upload", "file_id": .string(fileID)])
    }
}
