/// The measured time of a load: what the processes used in it, and what came.
struct LoadMeasurement {
    private let processes: [Int]
    private let before: ProcessUsage?
    private var atBeginning: ProcessUsage?
    private var ownAtBeginning: ProcessUsage?
    private var beginning: UInt64 = 0
    private var eventsBefore = 0
    private var bytesBefore = 0
    private var mostResidentBytes = 0
    private var hasLooked = false

    /// Looks at the processes before the first stream.
    init(of processes: [Int]) throws(ProcessUsage.Failure) {
        self.processes = processes
        before = processes.isEmpty ? nil : try .now(of: processes)
    }

    /// All streams are open.
    mutating func begin(now: UInt64, arrivals: Arrivals) {
        atBeginning = before == nil ? nil : try? .now(of: processes)
        ownAtBeginning = try? .now(of: [ownProcess()])
        mostResidentBytes = atBeginning?.residentBytes ?? 0
        beginning = now
        eventsBefore = arrivals.events
        bytesBefore = arrivals.bytes
    }

    /// Looks at the memory once more, while all streams are still open; after that does nothing.
    mutating func lookAtMemory() {
        guard !hasLooked, atBeginning != nil else { return }
        hasLooked = true
        let usage = try? ProcessUsage.now(of: processes)
        mostResidentBytes = max(mostResidentBytes, usage?.residentBytes ?? 0)
    }

    /// The measured time is over.
    func end(now: UInt64, arrivals: Arrivals, into report: inout LoadReport) {
        report.seconds = Double(now - beginning) / 1e9
        report.events = arrivals.events - eventsBefore
        report.bytes = arrivals.bytes - bytesBefore
        report.latency = arrivals.latency
        if let ownAtBeginning, let own = try? ProcessUsage.now(of: [ownProcess()]) {
            report.ownProcessorSeconds = own.processorSeconds - ownAtBeginning.processorSeconds
        }
        guard let before, let atBeginning, let after = try? ProcessUsage.now(of: processes) else {
            return
        }
        report.processes = LoadReport.ProcessReport(
            processorSeconds: after.processorSeconds - atBeginning.processorSeconds,
            residentBytesBefore: before.residentBytes,
            residentBytesOpen: mostResidentBytes)
    }
}
