/// How a run ends, in the numbers of `sysexits.h` where it has one.
enum ExitStatus: Int32 {
    case success = 0
    /// The input, or the answer of a model, is damaged or not complete.
    case badInput = 1
    /// An input file cannot be opened or read (`EX_NOINPUT`).
    case noInput = 66
    /// Something that is needed is not to be had: the command line when the command was built without
    /// it, an address to listen at when it is taken, a model that does not answer (`EX_UNAVAILABLE`).
    case unavailable = 69
    /// The output cannot be written (`EX_IOERR`).
    case outputFailed = 74
    /// The environment lacks what is needed, such as a key (`EX_CONFIG`).
    case notConfigured = 78
}
