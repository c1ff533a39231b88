#if Relay
    internal import NIOCore

    /// The course of a load, on its event loop.
    ///
    /// First all streams are opened, a few at a time; each gets its first delta and then waits. When
    /// all are open the measured time begins, and the upstream sends as the plan says. A stream that
    /// fails before it is open counts as opened, so that the others do not wait for it.
    final class LoadSession {
        /// How many streams are being opened at a time.
        private static let maximumOpening = 64
        private static let sweepInterval = TimeAmount.milliseconds(250)

        private enum Phase {
            case opening, streaming, over
        }

        let plan: LoadPlan
        let eventLoop: any EventLoop
        var arrivals = Arrivals()
        var report = LoadReport()

        private var phase = Phase.opening
        private var clients: [Client] = []
        private var unopened: ArraySlice<Client> = []
        private var opened = 0
        private var running = 0
        private var exchanges: [Int: UpstreamExchange] = [:]
        private var nextNumber = 0
        private var held: [UpstreamExchange] = []
        private var sender: AnswerSender
        private var measurement: LoadMeasurement?
        private var promise: EventLoopPromise<LoadReport>?
        private var progress: (LoadProgress) -> Void = { _ in }

        init(_ plan: LoadPlan, on eventLoop: any EventLoop) {
            self.plan = plan
            self.eventLoop = eventLoop
            sender = AnswerSender(plan, on: eventLoop)
        }

        /// The monotonic clock, in nanoseconds.
        func now() -> UInt64 { NIODeadline.now().uptimeNanoseconds }

        /// Begins; the future gets the report when every stream has ended.
        func start(progress: @escaping (LoadProgress) -> Void) -> EventLoopFuture<LoadReport> {
            self.progress = progress
            do throws(ProcessUsage.Failure) {
                measurement = try LoadMeasurement(of: plan.processes)
            } catch {
                return eventLoop.makeFailedFuture(error)
            }
            let promise = eventLoop.makePromise(of: LoadReport.self)
            self.promise = promise
            clients = (0..<plan.streams).map { Client($0, in: self) }
            unopened = clients[...]
            running = clients.count
            // Of an upstream that is not the load's own nobody can say when it is to go on.
            if plan.upstream == nil { beginStreaming() }
            for _ in 0..<Self.maximumOpening { openNext() }
            sweepLater()
            return promise.futureResult
        }

        private func openNext() {
            unopened.popFirst()?.begin()
        }

        private func sweepLater() {
            eventLoop.assumeIsolated().scheduleTask(in: Self.sweepInterval) { self.sweep() }
        }

        /// Looks for streams that nothing comes of.
        private func sweep() {
            switch phase {
            case .over: return
            case .opening, .streaming: break
            }
            let now = now()
            for client in clients { client.fail(ifStalledAt: now, isWaited: phase == .opening) }
            progress(
                LoadProgress(
                    opened: opened, streams: plan.streams, ended: report.passed + report.failed,
                    failed: report.failed, events: arrivals.events))
            sweepLater()
        }

        private func beginStreaming() {
            phase = .streaming
            measurement?.begin(now: now(), arrivals: arrivals)
            for client in clients { client.noteLife() }
            sender.begin { [unowned self] in endMeasuring() }
            for exchange in held { sender.start(exchange, inFlight: 0) }
            held = []
        }

        /// The last stream has ended, or the time is up: that all end at once then is not measured.
        private func endMeasuring() {
            measurement?.lookAtMemory()
            measurement?.end(now: now(), arrivals: arrivals, into: &report)
            measurement = nil
        }

        private func finish() {
            phase = .over
            sender.stop()
            endMeasuring()
            report.lag = sender.lag
            promise?.succeed(report)
        }
    }

    // What the upstream's end has to say.
    extension LoadSession {
        /// The exchange that a request is for, of which one more has come; nil if there is none.
        func exchange(_ number: Int) -> UpstreamExchange? {
            guard let exchange = exchanges[number] else { return nil }
            report.upstreamRequests += 1
            let requests = exchange.sent.requests + 1
            exchange.sent = SentAnswer()
            exchange.sent.requests = requests
            return exchange
        }

        /// The upstream has begun to answer.
        func answers(_ exchange: UpstreamExchange) {
            exchange.answer?.sendDelta()
            switch phase {
            case .opening: held.append(exchange)
            case .streaming: sender.start(exchange, inFlight: 1)
            case .over: break
            }
        }

        /// The socket has taken what kept the upstream from sending more.
        func socketHasRoom(_ exchange: UpstreamExchange) {
            sender.resume(exchange)
        }
    }

    // What the clients have to say.
    extension LoadSession {
        /// A new request of a stream's.
        func newExchange(stream: Int) -> UpstreamExchange {
            defer { nextNumber += 1 }
            let exchange = UpstreamExchange(number: nextNumber, stream: stream)
            exchanges[nextNumber] = exchange
            return exchange
        }

        /// So many deltas of an answer have been read.
        func arrived(_ deltas: Int, of exchange: UpstreamExchange) {
            switch phase {
            case .opening: break
            case .streaming:
                sender.arrived(deltas, of: exchange)
            case .over: break
            }
        }

        /// A client has had its first event, or failed before.
        func isOpened() {
            opened += 1
            openNext()
            switch phase {
            case .opening: if opened == plan.streams { beginStreaming() }
            case .streaming, .over: break
            }
        }

        /// A request is over.
        func ended(_ exchange: UpstreamExchange, _ failure: StreamFailure?) {
            measurement?.lookAtMemory()
            exchanges[exchange.number] = nil
            guard let failure else { return report.passed += 1 }
            report.failures[failure.reason, default: 0] += 1
            if report.firstFailure == nil { report.firstFailure = failure }
        }

        /// A client makes no more requests.
        func retired() {
            running -= 1
            if running == 0 { finish() }
        }
    }
#endif
