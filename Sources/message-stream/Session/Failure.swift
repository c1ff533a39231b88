import MessageStream
import MessageStreamClient
import MessageStreamRelay
import PartialJSON

/// Why a run cannot go on, or must not be called a success.
enum Failure: Error {
    /// A file cannot be opened or read.
    case input(SystemError)
    /// The standard output cannot be written.
    case output(SystemError)
    /// A stream is damaged or not complete.
    case stream(MessageStreamError)
    /// A stream, or what it brings, is larger than the limits.
    case limit(MessageStreamError, DecodeLimits)
    /// An input has no events.
    case noStream(InputKind)
    /// A tool input is larger than the limits.
    case toolInputLimit(JSONError, DecodeLimits)
    /// A tool input is no JSON.
    case toolInput(JSONError)
    /// A server cannot listen, for the reason told.
    case listening(String)
    /// Streams of a load failed, as told.
    case load(String)
    /// A model did not answer, or not to the end.
    case client(MessageStreamClientError)
    /// The API wants a key, and there is none.
    case noKey
    /// What was given as a key is none, for the reason told.
    case key(String)
    #if Relay
        /// A relay cannot be configured so.
        case relayConfiguration(RelayConfigurationError)
        /// A relay cannot start.
        case relay(RelayServerError)
    #endif
}

extension Failure {
    /// Why a stream cannot be read that is held to `limits`.
    init(_ error: MessageStreamError, _ limits: DecodeLimits) {
        self = limits.isCause(of: error) ? .limit(error, limits) : .stream(error)
    }

    /// Why a tool input cannot be read that is held to `limits`.
    init(_ error: JSONError, _ limits: DecodeLimits) {
        self = limits.isCause(of: error) ? .toolInputLimit(error, limits) : .toolInput(error)
    }

    /// The status with which a run ends that failed so.
    var status: ExitStatus {
        switch self {
        case .input: .noInput
        case .output: .outputFailed
        case .stream, .limit, .noStream, .toolInput, .toolInputLimit, .load: .badInput
        case .listening: .unavailable
        case .client(let error) where error.code == .invalidConfiguration: .notConfigured
        case .client(let error): error.partialMessage == nil ? .unavailable : .badInput
        case .noKey: .notConfigured
        case .key: .badInput
        #if Relay
            case .relayConfiguration: .notConfigured
            case .relay(let error): error.code == .listening ? .unavailable : .notConfigured
        #endif
        }
    }

    /// What went wrong and where, without the name of the file.
    var sentence: String {
        switch self {
        case .input(let reason), .output(let reason): "\(reason)"
        case .toolInput(let error): "\(error.code) (byte \(error.byteOffset))"
        case .toolInputLimit(let error, let limits):
            "\(error.code) (byte \(error.byteOffset)): \(limits.advice)"
        case .listening(let reason), .load(let reason): reason
        case .limit(let error, let limits): "\(error): \(limits.advice)"
        case .noStream(let kind): kind.sentence ?? "it has no event"
        case .stream(let error): "\(error)".escapingControls(keepingLines: false)
        case .client(let error): "\(error)".escapingControls(keepingLines: false)
        case .noKey: "ANTHROPIC_API_KEY is not set; --replay does without a key"
        case .key(let reason): reason
        #if Relay
            case .relayConfiguration(let error): "\(error)".escapingControls(keepingLines: false)
            case .relay(let error): "\(error)".escapingControls(keepingLines: false)
        #endif
        }
    }
}
