/// What telemetry makes of a usage, in the client and in the relay alike.
extension Usage {
    /// All input tokens, those included that a cache served or took up: what OpenTelemetry calls
    /// `gen_ai.usage.input_tokens`, where the API's `input_tokens` are the rest.
    package var allInputTokens: Int {
        inputTokens.addingSaturated(cacheReadInputTokens ?? 0)
            .addingSaturated(cacheCreationInputTokens ?? 0)
    }
}

extension Int {
    /// The sum, or the number nearest to it that there is: counts are a peer's, who may write any.
    package func addingSaturated(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}

/// Which names OpenTelemetry's conventions for generative AI are followed by.
package enum TelemetryNames {
    /// The variable by which OpenTelemetry's instrumentations are told.
    package static let variable = "OTEL_SEMCONV_STABILITY_OPT_IN"

    /// Whether former names are told beside those of today, which the variable's value `…/dup` asks for.
    ///
    /// - Parameter value: The variable's: a list with commas.
    package static func keepsFormer(_ value: String?) -> Bool {
        value?.split(separator: ",").contains { item in
            item.drop(while: \.isWhitespace).prefix { !$0.isWhitespace }
                == "gen_ai_latest_experimental/dup"
        } ?? false
    }
}
