public import PartialJSON

/// A file in the container that the model refers to (`container_upload`).
public struct ContainerUploadBlock: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The identifier under which the API keeps the file.
    public var fileID: String { json.string("file_id") }
}
