#if CommandLine && Relay
    import MessageStreamLoad

    extension Session {
        /// Runs a load and reports what it found; a stream that failed makes the run a failure.
        mutating func load(_ plan: LoadPlan, asJSON: Bool) async throws(Failure) {
            let isWatched = errors.isTerminal
            let report: LoadReport
            do throws(Load.Failure) {
                report = try await Load(plan).run { progress in
                    if isWatched { Self.show(progress) }
                }
            } catch {
                return try complain(about: "load", .listening("\(error)"))
            }
            if isWatched { write("\r\u{1b}[K") }
            output.text +=
                asJSON
                ? report.jsonText(streams: plan.streams) + "\n"
                : report.text(streams: plan.streams)
            if report.failed > 0 {
                let failure = report.firstFailure.map { ", the first: \($0)" } ?? ""
                try complain(about: "load", .load("\(report.failed) streams failed\(failure)"))
            }
        }

        private static func show(_ progress: LoadProgress) {
            let streams =
                progress.opened < progress.streams
                ? "\(progress.opened) of \(progress.streams) streams open"
                : "\(progress.streams) streams"
            let failed = progress.failed > 0 ? ", \(progress.failed) failed" : ""
            let line = "\r\u{1b}[K\(streams), \(progress.events) events\(failed)"
            try? FileDescriptor.standardError.write(line.utf8.span)
        }
    }
#endif
