#if Relay
    internal import Foundation
    internal import MessageStream
    internal import Synchronization

    /// What the relay counts, for `GET /metrics`.
    ///
    /// A request costs one short lock when it begins and one when it is over. Memory is bounded: 64
    /// pairs of models and 64 upstreams at the most, each with a few histograms for each of 33 types of
    /// errors.
    final class RelayMetrics: Sendable {
        /// The most pairs of a model that is asked for and one that answers with labels of their own.
        static let maximumModels = 64

        private let state: Mutex<State>
        private let startTime: Double
        private let keepsFormerNames: Bool

        /// - Parameters:
        ///   - startTime: Seconds since 1970; the time of the call by default.
        ///   - keepsFormerNames: Whether what has another name now is told by its former one as well;
        ///     what the environment says by default.
        init(
            startTime: Double = Date().timeIntervalSince1970,
            keepsFormerNames: Bool = TelemetryNames.keepsFormer(
                ProcessInfo.processInfo.environment[TelemetryNames.variable])
        ) {
            self.startTime = startTime
            self.keepsFormerNames = keepsFormerNames
            state = Mutex(State())
        }

        /// A request of `route` begins; ``finished(_:)`` has to be called for it, once.
        func began(_ route: RelayedRequest.Route) {
            state.withLock { $0.active[route, default: 0] += 1 }
        }

        /// A request that began is over.
        func finished(_ request: RelayedRequest) {
            state.withLock { $0.finish(request) }
        }

        /// A request was refused before it began: for those that did, ``finished(_:)`` counts it.
        func rejected(_ reason: Rejection) {
            state.withLock { $0.rejections[reason.rawValue, default: 0] += 1 }
        }

        /// Another upstream is asked, since one failed.
        func retried() {
            state.withLock { $0.retries += 1 }
        }

        /// Everything, in the Prometheus text format.
        ///
        /// Costs a copy of the counters under the lock; the text is made after it.
        func prometheusText() -> String {
            let copy = state.withLock { $0 }
            var text = PrometheusText()
            copy.write(to: &text, keepsFormerNames: keepsFormerNames)
            writeProcess(to: &text)
            return text.text
        }

        private func writeProcess(to text: inout PrometheusText) {
            text.begin(
                "message_stream_relay_dropped_log_lines_total", .counter,
                help: "Lines of the log that were dropped, since nobody read those before.")
            text.sample(JSONLogHandler.Output.standardError.droppedLines)
            text.begin(
                "process_start_time_seconds", .gauge,
                help: "Start time of the process since unix epoch in seconds.")
            text.sample(startTime)
            guard let bytes = ResidentMemory.bytes else { return }
            text.begin(
                "process_resident_memory_bytes", .gauge, help: "Resident memory size in bytes.")
            text.sample(bytes)
        }
    }
#endif
