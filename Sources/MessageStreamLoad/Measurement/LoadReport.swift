/// What a load has found.
package struct LoadReport: Sendable {
    /// Streams that had all their bytes, and only them.
    package internal(set) var passed = 0
    /// How many streams failed, by the reason.
    package internal(set) var failures: [StreamFailure.Reason: Int] = [:]
    /// One of the failures, with its place.
    package internal(set) var firstFailure: StreamFailure?
    /// Requests that came to the load's own upstream.
    package internal(set) var upstreamRequests = 0

    /// Seconds from the moment in which all streams were open to the end of the last.
    package internal(set) var seconds = 0.0
    /// Whole events that came within that time.
    package internal(set) var events = 0
    /// Bytes of bodies that came within that time.
    package internal(set) var bytes = 0

    /// From a request to its first event.
    package internal(set) var firstEvent = LatencyHistogram()
    /// From the upstream's write to the client's read, for each delta.
    package internal(set) var latency = LatencyHistogram()
    /// How much later than planned a paced event was written: the load's own doing.
    package internal(set) var lag = LatencyHistogram()

    /// What the measured processes used, if there are any.
    package internal(set) var processes: ProcessReport?
    /// Seconds of processor time that the load itself used; 0 where it cannot be told.
    package internal(set) var ownProcessorSeconds = 0.0

    /// How many streams failed.
    package var failed: Int { failures.values.reduce(0, +) }

    /// What the measured processes used.
    package struct ProcessReport: Sendable, Hashable {
        /// Processor time within the measured time.
        package var processorSeconds: Double
        /// Resident memory before the first stream.
        package var residentBytesBefore: Int
        /// The most resident memory that was seen while all streams were open.
        package var residentBytesOpen: Int
    }

    /// Microseconds of processor time an event, if processes were measured and events came.
    package var processorMicrosecondsPerEvent: Double? {
        guard let processes, events > 0 else { return nil }
        return processes.processorSeconds * 1e6 / Double(events)
    }

    /// Resident bytes that `streams` open streams added, for each of them.
    package func residentBytesPerStream(_ streams: Int) -> Double? {
        guard let processes, streams > 0 else { return nil }
        return Double(processes.residentBytesOpen - processes.residentBytesBefore)
            / Double(streams)
    }
}
