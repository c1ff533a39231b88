internal import PartialJSON

extension JSONObject {
    /// Takes over the members of `changes` but those named `excluded`.
    ///
    /// A null never wipes a value; it only adds a member that is not there yet. So does an empty stop
    /// reason, which is none. Returns whether the object stays within `maximumMembers`; it stops
    /// taking over when it would not.
    mutating func merge(
        _ changes: JSONObject, except excluded: [String] = [], maximumMembers: Int
    ) -> Bool {
        for (key, value) in changes where !excluded.contains(key) {
            let isNothing = value.isNull || key == "stop_reason" && value.string == ""
            if isNothing, self[key] != nil { continue }
            self[key] = value
            if count > maximumMembers { return false }
        }
        return true
    }
}
