#if Relay
    import NIOEmbedded
    import Testing

    @testable import MessageStreamReplay

    /// In which order an answer begins and its client goes away is a matter of threads.
    @Suite struct ClientCloseTests {
        private let ledger = Observed(
            ReplayLedger(recordings: [], behaviour: ReplayBehaviour(), maximumKeptRequests: 10))
        private let time = ContinuousClock.now

        private var connection: Connection { Connection(EmbeddedChannel(), ledger: ledger) }

        private func takeClose() -> ClientClose? { ledger.update { $0.takeClose() } }

        @Test func aClientThatGoesAwayWhileItIsAnsweredIsToldOfOnce() {
            let connection = connection
            connection.beginAnswer(7)
            #expect(takeClose() == nil)
            connection.ended(at: time)
            connection.vanished(at: .now)
            #expect(takeClose() == ClientClose(requestNumber: 7, time: time))
            #expect(takeClose() == nil)
        }

        @Test func aClientThatIsGoneBeforeItsAnswerBeginsIsToldOfOnce() {
            let connection = connection
            connection.ended(at: time)
            connection.vanished(at: .now)
            #expect(takeClose() == nil)
            connection.beginAnswer(7)
            #expect(takeClose() == ClientClose(requestNumber: 7, time: time))
            #expect(takeClose() == nil)
        }

        @Test func aClientThatGoesAwayAfterItsAnswerIsNotToldOf() {
            let connection = connection
            connection.beginAnswer(7)
            connection.endAnswer()
            connection.vanished(at: time)
            #expect(takeClose() == nil)
        }
    }
#endif
