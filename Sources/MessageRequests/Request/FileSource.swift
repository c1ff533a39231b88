public import MessageStream
public import PartialJSON

/// Where an image or a document comes from (`source`).
public struct FileSource: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The bytes themselves; `mediaType` such as `image/png` or `application/pdf`.
    ///
    /// They go into the request in Base64: four characters for three bytes.
    public static func bytes(_ bytes: some Sequence<UInt8>, mediaType: String) -> Self {
        base64(String(base64: bytes), mediaType: mediaType)
    }

    /// Bytes that are in Base64 already.
    public static func base64(_ data: String, mediaType: String) -> Self {
        Self(
            json: ["type": "base64", "media_type": .string(mediaType), "data": .string(data)])
    }

    /// A file that the API fetches.
    public static func url(_ url: String) -> Self {
        Self(json: ["type": "url", "url": .string(url)])
    }

    /// A file of the API's file store (beta).
    public static func file(id: String) -> Self {
        Self(json: ["type": "file", "file_id": .string(id)])
    }

    /// A document of plain text.
    public static func text(_ text: String) -> Self {
        Self(json: ["type": "text", "media_type": "text/plain", "data": .string(text)])
    }

    /// A document of blocks, texts and images, which citations count.
    public static func content(_ blocks: [InputContent]) -> Self {
        Self(json: ["type": "content", "content": .array(blocks.map(\.jsonValue))])
    }
}

extension String {
    /// The bytes in Base64 (RFC 4648, section 4), padded.
    fileprivate init(base64 bytes: some Sequence<UInt8>) {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        text.reserveCapacity((bytes.underestimatedCount + 2) / 3 * 4)
        var group = 0
        var count = 0
        for byte in bytes {
            group = group << 8 | Int(byte)
            count += 1
            guard count == 3 else { continue }
            for shift in [18, 12, 6, 0] { text.append(alphabet[group >> shift & 63]) }
            (group, count) = (0, 0)
        }
        if count > 0 {
            group <<= 8 * (3 - count)
            for shift in [18, 12, 6].prefix(count + 1) {
                text.append(alphabet[group >> shift & 63])
            }
            for _ in count..<3 { text.append(UInt8(ascii: "=")) }
        }
        self.init(decoding: text, as: UTF8.self)
    }
}
