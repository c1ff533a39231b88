extension BaselineEvent {
    /// By which name an event whose data is no JSON is to be taken, or nil where it has to be JSON.
    ///
    /// The product's rule: what carries nothing is a ping, whatever its name; what begins like JSON
    /// was to carry something.
    static func name(ofEventNamed name: String, withoutJSON data: String) -> String? {
        let text = data.utf8.drop { [0x20, 0x0A, 0x0D, 0x09].contains($0) }
        switch name {
        case "message_start", "content_block_start", "content_block_delta", "content_block_stop",
            "message_delta", "message_stop":
            return text.isEmpty ? "ping" : nil
        case "", "message":
            if text.isEmpty { return "ping" }
            return text.first == UInt8(ascii: "{") || text.first == UInt8(ascii: "[") ? nil : name
        default: return name
        }
    }
}
