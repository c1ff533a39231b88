import PartialJSON

/// What `input` writes about one tool input: the value after each fragment, and in the end.
struct ToolInputTranscript: ~Copyable {
    let limits: DecodeLimits
    private var parser: PartialJSONParser
    private let fragmentBytes: Int?
    private let showsSnapshots: Bool
    private let openStrings: PartialJSONValue.OpenStrings

    /// The bytes that have come of a fragment that is not whole yet.
    private var openFragmentBytes = 0

    /// A transcript of nothing yet.
    ///
    /// - Parameters:
    ///   - fragmentBytes: The length of the fragments into which the text is cut; nil for one
    ///     fragment with everything.
    ///   - showsSnapshots: Whether the value after each fragment is written.
    ///   - openStrings: What becomes of unfinished strings until then.
    init(
        fragmentBytes: Int?, showsSnapshots: Bool,
        openStrings: PartialJSONValue.OpenStrings = .included, limits: DecodeLimits = .default
    ) {
        self.limits = limits
        parser = PartialJSONParser(limits: limits.toolInput)
        self.fragmentBytes = fragmentBytes
        self.showsSnapshots = showsSnapshots
        self.openStrings = openStrings
    }

    /// The value so far as JSON text; `null` while nothing of it shows.
    var snapshotText: String { parser.snapshot.jsonText(openStrings: openStrings) ?? "null" }

    /// Up to this many bytes of text the value is shown live: it costs time linear in them.
    private static let largestLiveBytes = 1 << 20

    /// The value so far, or of a large one its size, fit to be shown on one line of a terminal.
    var liveText: String {
        parser.bytesConsumed <= Self.largestLiveBytes
            ? snapshotText.escapingControls(keepingLines: false)
            : "\(parser.bytesConsumed >> 20) MiB"
    }

    /// Takes bytes off the front of `input`, up to the end of a fragment at the most.
    ///
    /// A snapshot is written when the fragment is whole, so nothing depends on how the text is cut
    /// into inputs. Costs, with snapshots, time linear in the value for each fragment.
    ///
    /// - Throws: Why the text is no JSON.
    @_lifetime(input: copy input)
    mutating func read(
        from input: inout Span<UInt8>, into text: inout String
    ) throws(JSONError) {
        let piece = input.extracting(
            first: fragmentBytes.map { $0 - openFragmentBytes } ?? input.count)
        input = input.extracting(droppingFirst: piece.count)
        try parser.append(piece)
        openFragmentBytes += piece.count
        if openFragmentBytes == fragmentBytes { endFragment(into: &text) }
    }

    /// Says that the text is over, and writes its value.
    ///
    /// - Throws: Why the text is no JSON.
    mutating func finish(into text: inout String) throws(JSONError) {
        if openFragmentBytes > 0 { endFragment(into: &text) }
        text += try parser.finish().jsonText + "\n"
    }

    private mutating func endFragment(into text: inout String) {
        openFragmentBytes = 0
        if showsSnapshots { text += snapshotText + "\n" }
    }
}
