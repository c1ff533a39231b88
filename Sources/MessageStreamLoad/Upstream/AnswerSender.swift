#if Relay
    internal import NIOCore

    /// Sends the upstream's answers at the plan's pace.
    final class AnswerSender {
        /// So many writes of 64 KiB go to one stream before others have their turn.
        private static let blocksInARow = 4

        /// How late paced events were written.
        private(set) var lag = LatencyHistogram()
        /// Whether the time is over for which the plan lets answers go on.
        private var isTimeUp = false

        private let pace: LoadPlan.Pace
        private let length: LoadPlan.Length
        private let streams: Int
        private let eventLoop: any EventLoop
        private let limit: Int
        private var beginning: UInt64 = 0
        private var sending: [ObjectIdentifier: UpstreamExchange] = [:]
        private var schedule: PacingSchedule<UpstreamExchange>
        private var alarm: (time: UInt64, task: Scheduled<Void>)?
        private var turns: [UpstreamExchange] = []
        private var isTurning = false

        init(_ plan: LoadPlan, on eventLoop: any EventLoop) {
            pace = plan.pace
            length = plan.length
            streams = plan.streams
            self.eventLoop = eventLoop
            switch plan.length {
            case .events(let count): limit = count
            case .time: limit = LoadPlan.maximumEvents
            }
            switch plan.pace {
            case .rate(let rate): schedule = PacingSchedule(interval: UInt64(1e9 / rate))
            case .window, .turns, .bulk: schedule = PacingSchedule(interval: 1)
            }
        }

        /// The measured time begins.
        ///
        /// - Parameter timeIsUp: Called when the time of the plan is over, before anything ends.
        func begin(timeIsUp: @escaping () -> Void) {
            beginning = NIODeadline.now().uptimeNanoseconds
            switch length {
            case .events: break
            case .time(let duration):
                eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(duration)) {
                    timeIsUp()
                    self.endAll()
                }
            }
        }

        /// Nothing more is to be sent.
        func stop() {
            alarm?.task.cancel()
            sending = [:]
            turns = []
        }

        /// Begins to send an answer, of which so many deltas are on their way already.
        func start(_ exchange: UpstreamExchange, inFlight: Int) {
            sending[ObjectIdentifier(exchange)] = exchange
            switch pace {
            case .window(let window):
                for _ in 0..<max(0, window - inFlight) { sendNext(exchange) }
            case .turns:
                turns.append(exchange)
                turnLater()
            case .bulk: sendBulk(exchange)
            case .rate:
                let now = NIODeadline.now().uptimeNanoseconds
                schedule.add(
                    exchange, number: exchange.stream, of: streams, from: beginning, now: now)
                setAlarm()
            }
        }

        /// So many deltas have been read.
        func arrived(_ deltas: Int, of exchange: UpstreamExchange) {
            switch pace {
            case .window: for _ in 0..<deltas { sendNext(exchange) }
            case .turns, .bulk, .rate: break
            }
        }

        /// The socket has room again.
        func resume(_ exchange: UpstreamExchange) {
            guard sending[ObjectIdentifier(exchange)] != nil else { return }
            switch pace {
            case .window: break
            case .turns:
                turns.append(exchange)
                turnLater()
            case .bulk: sendBulk(exchange)
            case .rate:
                schedule.putBack(
                    exchange, after: NIODeadline.now().uptimeNanoseconds - schedule.interval)
                setAlarm()
            }
        }

        /// Sends a delta, and the end behind the last; returns whether there is more to send.
        @discardableResult
        private func sendNext(_ exchange: UpstreamExchange) -> Bool {
            guard !exchange.sent.isEnded, let answer = exchange.answer, !answer.isClosed else {
                sending[ObjectIdentifier(exchange)] = nil
                return false
            }
            if exchange.sent.deltas < limit, !isTimeUp { answer.sendDelta() }
            guard exchange.sent.deltas >= limit || isTimeUp else { return true }
            end(exchange)
            return false
        }

        private func end(_ exchange: UpstreamExchange) {
            sending[ObjectIdentifier(exchange)] = nil
            if !exchange.sent.isEnded { exchange.answer?.sendEnding() }
        }

        private func endAll() {
            isTimeUp = true
            for exchange in sending.values { end(exchange) }
        }
    }

    // What is sent by the clock.
    extension AnswerSender {
        private func setAlarm() {
            guard let due = schedule.nextDue, alarm.map({ due < $0.time }) ?? true else { return }
            alarm?.task.cancel()
            let task = eventLoop.assumeIsolated().scheduleTask(
                deadline: .uptimeNanoseconds(due)
            ) { self.sendDue() }
            alarm = (due, task)
        }

        /// Sends what is due; all of it, so that a late timer costs no event its turn.
        private func sendDue() {
            alarm = nil
            let now = NIODeadline.now().uptimeNanoseconds
            while let (exchange, due) = schedule.takeDue(at: now) {
                if let answer = exchange.answer, !answer.hasRoom, !answer.isClosed, !isTimeUp {
                    answer.waitsForSocket = true
                    continue
                }
                lag.add(now - due)
                if sendNext(exchange) { schedule.putBack(exchange, after: due) }
            }
            setAlarm()
        }
    }

    // What is sent as fast as it goes.
    extension AnswerSender {
        private func turnLater() {
            guard !isTurning else { return }
            isTurning = true
            eventLoop.assumeIsolated().execute { self.turn() }
        }

        /// Sends every stream that has room one event; between two turns the event loop reads.
        private func turn() {
            isTurning = false
            let now = turns
            turns.removeAll(keepingCapacity: true)
            for exchange in now {
                if let answer = exchange.answer, !answer.hasRoom, !answer.isClosed, !isTimeUp {
                    answer.waitsForSocket = true
                } else if sendNext(exchange) {
                    turns.append(exchange)
                }
            }
            if !turns.isEmpty { turnLater() }
        }

        private func sendBulk(_ exchange: UpstreamExchange) {
            guard !exchange.sent.isEnded, let answer = exchange.answer, !answer.isClosed else {
                sending[ObjectIdentifier(exchange)] = nil
                return
            }
            for _ in 0..<Self.blocksInARow {
                if exchange.sent.deltas >= limit || isTimeUp { return end(exchange) }
                guard answer.hasRoom else { return answer.waitsForSocket = true }
                answer.sendDeltas(atMost: limit - exchange.sent.deltas)
            }
            eventLoop.assumeIsolated().execute { self.sendBulk(exchange) }
        }
    }
#endif
