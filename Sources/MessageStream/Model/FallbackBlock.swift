public import PartialJSON

/// From here on another model answers (`fallback`, beta).
public struct FallbackBlock: JSONBacked {
    /// The object with all its members.
    public var json: JSONObject

    /// A view of `json`.
    public init(json: JSONObject) {
        self.json = json
    }

    /// The model that answered up to here.
    public var from: Model { json.view("from") }
    /// The model that answers from here on; it becomes ``Message/model``.
    public var to: Model { json.view("to") }
    /// Why the model was changed.
    public var trigger: Trigger { json.view("trigger") }

    /// A model of a ``FallbackBlock``.
    public struct Model: JSONBacked {
        /// The object with all its members.
        public var json: JSONObject

        /// A view of `json`.
        public init(json: JSONObject) {
            self.json = json
        }

        /// The model's name.
        public var model: String { json.string("model") }
    }

    /// Why a ``FallbackBlock`` changed the model.
    public struct Trigger: JSONBacked {
        /// The object with all its members.
        public var json: JSONObject

        /// A view of `json`.
        public init(json: JSONObject) {
            self.json = json
        }

        /// The kind of trigger, such as `refusal`.
        public var type: String { json.string("type") }
        /// What the refusal was about.
        public var category: RefusalCategory? { json.optional("category") }
    }
}
