/// One run of a command: its output, its complaints, and how it ends.
struct Session: ~Copyable {
    var output = Output()
    let errors = FileDescriptor.standardError

    /// That of the first complaint.
    private(set) var status = ExitStatus.success

    /// Runs a command and returns how it ended.
    ///
    /// A reader of the output that went away, like `head`, has what it wanted: that is no failure.
    static func run(_ body: (inout Session) throws(Failure) -> Void) -> ExitStatus {
        var session = Session()
        let failure: Failure?
        do throws(Failure) {
            try body(&session)
            failure = nil
        } catch {
            failure = error
        }
        return session.end(failure)
    }

    /// Runs a command that waits for others, and returns how it ended.
    static func run(_ body: (inout Session) async throws(Failure) -> Void) async -> ExitStatus {
        var session = Session()
        let failure: Failure?
        do throws(Failure) {
            try await body(&session)
            failure = nil
        } catch {
            failure = error
        }
        return session.end(failure)
    }

    /// Tells on standard error what is wrong with `name`, after all that was output before.
    ///
    /// - Throws: A failure of the output, after which nothing makes sense.
    mutating func complain(about name: String, _ failure: Failure) throws(Failure) {
        if case .output = failure { throw failure }
        try output.flush()
        write("message-stream: \(name): \(failure.sentence)\n")
        if status == .success { status = failure.status }
    }

    /// Writes what is left to write, and returns how the run ended.
    private mutating func end(_ failure: Failure?) -> ExitStatus {
        do throws(Failure) {
            if let failure { throw failure }
            try output.flush()
        } catch {
            if case .output(let reason) = error, reason.isClosedOutput { return .success }
            // Other failures are of no file: their sentence says what they are about.
            let place = if case .output = error { "standard output: " } else { "" }
            write("message-stream: \(place)\(error.sentence)\n")
            return error.status
        }
        return status
    }

    /// Writes to standard error. Where that fails there is nobody left to tell.
    func write(_ text: String) {
        try? errors.write(text.utf8.span)
    }
}
