import Harness

/// What the command line asks for.
struct Options {
    enum Mode {
        /// Measure and print a table.
        case table
        /// Run every task once for callgrind, which writes the counts.
        case instructions
        /// The same for what has thresholds.
        case instructionsOfCheck
        /// Measure what an open stream holds.
        case memory
        /// Measure how the cost grows with the sizes.
        case linearity
        /// Table, memory and linearity, one after the other.
        case everything
        /// Compare with the thresholds.
        case check
        /// Measure nothing: draw what was measured.
        case drawing
    }

    var mode = Mode.table
    var tasks: [String] = []
    var corpora: [String] = []
    var chunkings: [Chunking] = []
    var contenders = Set(ContenderName.allCases)
    var effort = Effort.full
    var directory = "."
    var results: String?
    var json: String?
    var measured = "results.json"
    var instructions: String?
    var thresholds = "thresholds.json"
    var wantsHelp = false

    static let help = """
        message-stream-benchmarks: what decoding a streamed message costs

        --corpus-dir DIR     the folder that make-corpus has written (default: .)
        --task NAME          only this task; may be repeated (default: all)
        --corpus NAME        only this input; may be repeated (default: those of the task)
        --chunk SIZE         only this chunk size in bytes, or 'event'; may be repeated
        --only NAME          only walk, mask-walk, product, native, tuned, competent or idiomatic; may be repeated
        --quick              fewer and shorter rounds
        --json FILE          writes the numbers to FILE
        --results DIR        writes results.json, table.md and the charts to DIR
        --from FILE          measures nothing: takes the numbers from FILE, for --results DIR
        --memory             measures what an open stream holds instead
        --linearity          measures how the cost grows with input, fragment and chunk size instead
        --everything         all three
        --instructions       runs every task once, for valgrind --tool=callgrind
        --instructions-of-check   the same for what --check compares
        --instructions-from PREFIX   takes instruction counts from callgrind's files PREFIX.N
        --check              compares with --thresholds FILE (default: thresholds.json)
        --help               prints this

        Tasks:
        """

    init(_ arguments: [String]) throws(UsageError) {
        var rest = arguments[...]
        while let flag = rest.popFirst() {
            switch flag {
            case "--help", "-h": wantsHelp = true
            case "--quick": effort = .quick
            case "--memory": mode = .memory
            case "--linearity": mode = .linearity
            case "--instructions": mode = .instructions
            case "--instructions-of-check": mode = .instructionsOfCheck
            case "--everything": mode = .everything
            case "--check": mode = .check
            case "--corpus-dir": directory = try Self.value(of: flag, &rest)
            case "--task": tasks.append(try Self.value(of: flag, &rest))
            case "--corpus": corpora.append(try Self.value(of: flag, &rest))
            case "--json": json = try Self.value(of: flag, &rest)
            case "--results": results = try Self.value(of: flag, &rest)
            case "--from":
                mode = .drawing
                measured = try Self.value(of: flag, &rest)
            case "--instructions-from": instructions = try Self.value(of: flag, &rest)
            case "--thresholds": thresholds = try Self.value(of: flag, &rest)
            case "--chunk":
                let value = try Self.value(of: flag, &rest)
                guard let chunking = Chunking(value) else {
                    throw UsageError(reason: "'\(value)' is no chunk size")
                }
                chunkings.append(chunking)
            case "--only":
                let value = try Self.value(of: flag, &rest)
                guard let name = ContenderName(rawValue: value) else {
                    throw UsageError(reason: "'\(value)' is no contender")
                }
                if contenders.count == ContenderName.allCases.count { contenders = [] }
                contenders.insert(name)
            default: throw UsageError(reason: "'\(flag)' is not known")
            }
        }
    }

    /// Whether that part of the report is asked for.
    func wants(_ part: Mode) -> Bool { mode == part || mode == .everything }

    private static func value(
        of flag: String, _ rest: inout ArraySlice<String>
    ) throws(UsageError) -> String {
        guard let value = rest.popFirst() else { throw UsageError(reason: "\(flag) needs a value") }
        return value
    }
}

/// The command line makes no sense.
struct UsageError: Error, CustomStringConvertible {
    let reason: String
    var description: String { "\(reason); --help lists what is" }
}
