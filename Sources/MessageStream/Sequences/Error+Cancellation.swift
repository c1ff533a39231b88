extension Error {
    /// Whether this was thrown because the reader stopped, and not because something went wrong.
    ///
    /// In a task that was cancelled that is so of whatever a source throws: `HTTPClientError.cancelled`,
    /// a socket that was closed. `URLError.cancelled` also comes of cancelling its session's task, and
    /// is told by its number, since Foundation is not imported here.
    var isCancellation: Bool {
        Task.isCancelled || self is CancellationError
            || (self as? MessageStreamError)?.code == .cancelled
            || _domain == "NSURLErrorDomain" && _code == -999
    }
}
