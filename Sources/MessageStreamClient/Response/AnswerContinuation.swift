import MessageStream
import PartialJSON

/// How the rest of an answer that was cut is asked for. Does no I/O.
struct AnswerContinuation: Sendable, Hashable {
    /// The ways in which a model is asked to go on.
    enum Way: Sendable, Hashable {
        /// The text so far is the beginning of the answer that is asked for.
        case prefill
        /// The text so far is an answer, and a user turn that quotes its end asks to go on.
        case userTurn
    }

    /// The most characters of the text's end that a user turn quotes.
    static let greatestQuote = 200

    let way: Way
    /// The text so far; there is more than white space in it.
    let text: String

    /// The text without the white space at its end, which the API refuses at the end of an answer
    /// that the model is to go on with.
    private var trimmedText: Substring {
        text[..<(text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? text.startIndex)]
    }

    /// What the request says after the messages of the one whose answer was cut.
    var messages: [InputMessage] {
        switch way {
        case .prefill: [.assistant(.text(String(trimmedText)))]
        case .userTurn:
            // The API's documentation words it so, for the models that refuse a beginning.
            [
                .assistant(.text(text)),
                .user(
                    """
                    Your previous response was interrupted and ended with:

                    \(quote)

                    Continue from where you left off. Begin with the very next character: repeat \
                    nothing of what you said, and do not mention the interruption.
                    """),
            ]
        }
    }

    /// The end of the text, from the beginning of a word on.
    private var quote: Substring {
        let end = trimmedText.suffix(Self.greatestQuote)
        guard end.startIndex > text.startIndex else { return end }
        let words = end.drop { !$0.isWhitespace }.drop(while: \.isWhitespace)
        return words.isEmpty ? end : words
    }
}

extension AnswerContinuation.Way {
    /// Whether the answer to `request` is one that the model can go on with.
    func fits(_ request: JSONObject) -> Bool {
        // A model that is held to a format begins a document of it, and does not go on with one.
        let formats = [request["output_config"]?["format"], request["output_format"]]
        guard formats.allSatisfy({ $0 == nil || $0 == .null }) else { return false }
        guard let thinking = request["thinking"]?.object.map(ThinkingConfiguration.init(json:))
        else { return true }
        return switch self {
        // A model that thinks begins by itself.
        case .prefill: !thinking.mayThink
        // With a budget the API wants an answer that uses tools to begin with thoughts, which one
        // that is made of two does not.
        case .userTurn: !thinking.hasBudget
        }
    }
}

extension RetryPolicy.Continuation {
    /// How `model` is asked to go on; nil for not at all.
    func way(for model: ModelName) -> AnswerContinuation.Way? {
        switch self {
        case .never: nil
        case .automatic: model.isKnownToTakePrefill ? .prefill : .userTurn
        case .userTurn: .userTurn
        case .prefill: .prefill
        }
    }
}

extension ModelName {
    /// Whether the model takes the beginning of its answer: Claude does before version 4.6.
    ///
    /// Reads the names of all platforms, such as `us.anthropic.claude-sonnet-4-5-20250929-v1:0` and
    /// `claude-3-5-sonnet@20241022`. A model whose version it cannot read is not known to.
    var isKnownToTakePrefill: Bool {
        let parts = rawValue.lowercased().split { "-.:@/_ ".contains($0) }
        guard let claude = parts.lastIndex(of: "claude") else { return false }
        var version = parts[(claude + 1)...]
        // Of the first ones, `claude-v2`; elsewhere a `v1` begins the platform's own version.
        if let first = version.first, first.hasPrefix("v") {
            version[version.startIndex] = first.dropFirst()
        }
        version = version.prefix { $0.first != "v" || Int($0.dropFirst()) == nil }
        // What has more digits is a date.
        func number(_ part: Substring?) -> Int? {
            part.flatMap { $0.utf8.count <= 2 ? Int($0) : nil }
        }
        version = version.drop { number($0) == nil }
        guard let major = number(version.first) else { return false }
        return (major, number(version.dropFirst().first) ?? 0) < (4, 6)
    }
}
