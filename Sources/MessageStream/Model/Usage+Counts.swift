internal import PartialJSON

extension Usage {
    /// The paths of the counts that came and cannot be read, such as `output_tokens`.
    ///
    /// A count is a number that is not negative; a fraction is rounded, and a string of digits
    /// counts. What is absent or null did not come. Never take the 0 that such a count reads as for
    /// what was used.
    public var unreadableCounts: [String] {
        var paths = json.unreadableCounts(named: Self.counts, "")
        for (object, counts) in Self.countsOfMembers {
            paths += json.object(object).unreadableCounts(named: counts, "\(object).")
        }
        for (place, iteration) in (json["iterations"]?.array ?? []).enumerated() {
            guard let json = iteration.object else { continue }
            let path = "iterations.\(place)."
            paths += json.unreadableCounts(named: Self.counts, path)
            paths += json.object("cache_creation").unreadableCounts(
                named: Self.cacheCreationCounts, "\(path)cache_creation.")
        }
        return paths
    }

    private static let counts = [
        "input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens",
    ]
    private static let cacheCreationCounts = [
        "ephemeral_1h_input_tokens", "ephemeral_5m_input_tokens",
    ]
    private static let countsOfMembers = [
        ("cache_creation", cacheCreationCounts),
        ("output_tokens_details", ["thinking_tokens"]),
        ("server_tool_use", ["web_search_requests", "web_fetch_requests"]),
    ]
}

extension JSONObject {
    fileprivate func object(_ key: String) -> JSONObject { optional(key) ?? [:] }

    fileprivate func unreadableCounts(named names: [String], _ path: String) -> [String] {
        names.filter { name in
            guard let value = self[name], !value.isNull else { return false }
            return value.peerCount == nil
        }
        .map { path + $0 }
    }
}
