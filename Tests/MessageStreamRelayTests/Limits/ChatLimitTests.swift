#if Relay
    import NIOCore
    import NIOHTTP1
    import TestSupport
    import Testing

    @testable import MessageStreamRelay

    /// What a question of the chat may cost, and what is kept of answers.
    @Suite struct ChatLimitTests {
        private static let limits = ChatRequest.Limits(
            maximumBytes: 200, maximumTurns: 1, maximumTextBytes: 10, maximumModelBytes: 5,
            maximumTools: 1, maximumDepth: 4)

        @Test(arguments: [
            #"{"message":"12345678901"}"#, #"{"message":"a","system":"12345678901"}"#,
            #"{"message":"a","model":"123456"}"#, #"{"message":"a","tools":[{},{}]}"#,
            #"{"message":"a","tools":[{"a":{"b":{}}}]}"#,
            #"{"message":"a","history":[{"role":"user","content":"12345678901"}]}"#,
            #"{"message":"a","history":[{"role":"user","content":"b"},{"role":"user","content":"b"}]}"#,
            #"{"message":"\#(String(repeating: " ", count: 200))"}"#,
        ])
        func `a question past a limit is refused`(_ body: String) {
            #expect {
                try ChatRequest(parsing: Array(body.utf8).span, limits: Self.limits)
            } throws: {
                ($0 as? ChatRequestError)?.status == 413
            }
        }

        @Test func `a question of just these limits is taken`() throws {
            let body =
                #"{"message":"1234567890","model":"12345","tools":[{"a":{}}],"#
                + #""history":[{"role":"user","content":"1234567890"}]}"#
            let request = try ChatRequest(parsing: Array(body.utf8).span, limits: Self.limits)
            #expect(request.history.count == 1)
        }

        private static func store(
            answerBytes: Int = 1 << 20, bytes: Int = 1 << 20, answers: Int = 100
        ) -> InMemoryChatAnswerStore {
            InMemoryChatAnswerStore(
                limits: .init(
                    maximumAnswerBytes: answerBytes, maximumBytes: bytes, maximumAnswers: answers))
        }

        private static let event = ByteBuffer(
            string: "data: \(String(repeating: "x", count: 1000))\n\n")

        @Test func `an answer that never ends loses its first events`() async throws {
            let store = Self.store(answerBytes: 64 << 10)
            let id = ChatAnswerID()
            store.begin(id, owner: "a") {}
            for number in 1...1000 { store.append(Self.event, lastNumber: number, to: id) }
            #expect(store.byteCount <= 64 << 10)
            await #expect(throws: ChatAnswerStoreError(.answerGone)) {
                _ = try await store.events(of: id, after: 0, owner: "a")
            }
            #expect(try await store.events(of: id, after: 999, owner: "a") != nil)
        }

        @Test func `all answers together take no more than may be kept`() {
            let store = Self.store(bytes: 64 << 10)
            for _ in 0..<100 {
                let id = ChatAnswerID()
                store.begin(id, owner: "a") {}
                for number in 1...10 { store.append(Self.event, lastNumber: number, to: id) }
                #expect(store.byteCount <= 64 << 10)
                store.end(id)
            }
        }

        @Test func `no more answers are kept than may be`() {
            let store = Self.store(answers: 10)
            let ids = (0..<20).map { _ in ChatAnswerID() }
            let begun = ids.map { store.begin($0, owner: "a") {} }
            #expect(begun.count { $0 } == 10)
            #expect(store.answerCount == 10)
        }

        @Test func `an answer is read by its owner only`() async throws {
            let store = Self.store()
            let id = ChatAnswerID()
            store.begin(id, owner: "a") {}
            store.append(Self.event, lastNumber: 1, to: id)
            #expect(try await store.events(of: id, after: 0, owner: "a") != nil)
            await #expect(throws: ChatAnswerStoreError(.answerGone)) {
                _ = try await store.events(of: id, after: 0, owner: "b")
            }
        }

        @Test func `the limits of the relay are those that the page states`() throws {
            let stated = try StatedLimits()
            let configuration = RelayConfiguration()
            let chat = ChatRequest.Limits.default
            let kept = configuration.chat.resumption
            for (name, number) in [
                ("RelayConfiguration.maximumRequestBytes", configuration.maximumRequestBytes),
                (
                    "RelayPipeline.headLimits.maxHeaderFieldSize",
                    RelayPipeline.headLimits.maxHeaderFieldSize
                ),
                (
                    "RelayPipeline.headLimits.maxHeaderListSize",
                    RelayPipeline.headLimits.maxHeaderListSize
                ),
                (
                    "RelayPipeline.headLimits.maxHeaderFieldCount",
                    RelayPipeline.headLimits.maxHeaderFieldCount
                ),
                ("ChatRequest.Limits.maximumBytes", chat.maximumBytes),
                ("ChatRequest.Limits.maximumTurns", chat.maximumTurns),
                ("ChatRequest.Limits.maximumTextBytes", chat.maximumTextBytes),
                ("ChatRequest.Limits.maximumTools", chat.maximumTools),
                ("ChatRequest.Limits.maximumDepth", chat.maximumDepth),
                ("ChatRequest.Limits.maximumValues", chat.maximumValues),
                ("MessageTap.maximumEventBytes", MessageTap.maximumEventBytes),
                ("MessageTap.maximumMessageBytes", MessageTap.maximumMessageBytes),
                ("HeldRefusal.greatestBody", HeldRefusal.greatestBody),
                ("Resumption.maximumAnswerBytes", kept.maximumAnswerBytes),
                ("Resumption.maximumTotalBytes", kept.maximumTotalBytes),
                (
                    "InMemoryChatAnswerStore.Limits.maximumAnswers",
                    InMemoryChatAnswerStore.Limits().maximumAnswers
                ),
                ("ChatAnswer.greatestError", ChatAnswer.greatestError),
                ("ChunkedBody.maximumExtensionBytes", ChunkedBody.maximumExtensionBytes),
                ("ChunkedBody.maximumTrailerBytes", ChunkedBody.maximumTrailerBytes),
                ("UpstreamPool.maximumIdle", UpstreamPool.maximumIdle),
                ("RelayMetrics.maximumModels", RelayMetrics.maximumModels),
                ("ClientKeys.maximumCount", ClientKeys.maximumCount),
            ] {
                #expect(stated[name] == number, "\(name)")
            }
            for (name, time) in [
                ("RelayConfiguration.requestHeadTimeout", configuration.requestHeadTimeout),
                ("RelayConfiguration.requestBodyTimeout", configuration.requestBodyTimeout),
                ("RelayConfiguration.keepAliveTimeout", configuration.keepAliveTimeout),
                ("RelayConfiguration.firstByteTimeout", configuration.firstByteTimeout),
                ("RelayConfiguration.upstreamIdleTimeout", configuration.upstreamIdleTimeout),
                ("RelayConfiguration.maximumStreamDuration", configuration.maximumStreamDuration),
                ("Resumption.graceTime", kept.graceTime), ("Resumption.time", kept.time),
            ] {
                #expect(stated[name].map { Duration.seconds($0) } == time, "\(name)")
            }
        }
    }
#endif
