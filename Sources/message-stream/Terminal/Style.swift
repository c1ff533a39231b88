/// What the place where text is shown can do.
struct Style {
    /// Whether what is written there acts on a terminal.
    var isTerminal: Bool
    /// Whether text can be dimmed.
    var canDim: Bool

    /// A file or a pipe: text goes there as it is.
    static let plain = Style(isTerminal: false, canDim: false)

    /// What suits a terminal, given its `TERM`, and whether the user wants no colours at all (see
    /// no-color.org).
    static func terminal(type: String?, noColor: String?) -> Style {
        let isDumb = type == nil || type == "" || type == "dumb"
        return Style(isTerminal: true, canDim: !isDumb && (noColor ?? "").isEmpty)
    }

    /// `text` as it may be shown there.
    func shown(_ text: String) -> String {
        isTerminal ? text.escapingControls(keepingLines: true) : text
    }

    /// `text`, which must be fit to be shown, in a dim voice where there is one.
    func dimmed(_ text: String) -> String {
        canDim ? "\u{1b}[2m\(text)\u{1b}[0m" : text
    }
}

extension Output {
    /// What the output can do.
    var style: Style {
        guard isTerminal else { return .plain }
        return .terminal(
            type: environmentVariable("TERM"), noColor: environmentVariable("NO_COLOR"))
    }
}
