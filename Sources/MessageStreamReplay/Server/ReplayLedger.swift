#if Relay
    /// What a server knows about its clients, and what it will do next.
    struct ReplayLedger: Sendable {
        let recordings: [ReplayRecording]
        let behaviour: ReplayBehaviour
        let maximumKeptRequests: Int

        private(set) var requests: [ReceivedRequest] = []
        private(set) var requestCount = 0
        private(set) var connections: [ObjectIdentifier: Connection] = [:]
        private(set) var isStopping = false
        private var closes: [ClientClose] = []
        private var script: ArraySlice<ReplayBehaviour> = []
        private var nextRecording = 0

        init(
            recordings: [ReplayRecording], behaviour: ReplayBehaviour, maximumKeptRequests: Int
        ) {
            self.recordings = recordings
            self.behaviour = behaviour
            self.maximumKeptRequests = maximumKeptRequests
        }

        /// Notes a request; returns its number, from 1.
        mutating func note(_ request: ReceivedRequest) -> Int {
            requestCount += 1
            if requests.count < maximumKeptRequests { requests.append(request) }
            return requestCount
        }

        /// The behaviour for the next answer: the script's, and after its end the server's.
        mutating func nextBehaviour() -> ReplayBehaviour {
            script.popFirst() ?? behaviour
        }

        func hasRecording(named name: String) -> Bool {
            recordings.contains { $0.name == name }
        }

        /// The recording of that name, or without one whose turn it is; nil when there is none.
        mutating func recording(named name: String?) -> ReplayRecording? {
            if let name { return recordings.first { $0.name == name } }
            guard !recordings.isEmpty else { return nil }
            defer { nextRecording = (nextRecording + 1) % recordings.count }
            return recordings[nextRecording]
        }

        mutating func respond(with script: [ReplayBehaviour]) {
            self.script = script[...]
        }

        /// Notes a connection; returns whether it may stay.
        mutating func open(_ connection: Connection) -> Bool {
            connections[connection.id] = connection
            return !isStopping
        }

        mutating func closed(_ connection: Connection) {
            connections[connection.id] = nil
        }

        mutating func note(_ close: ClientClose) {
            closes.append(close)
            // Nobody may be interested.
            if closes.count > maximumKeptRequests { closes.removeFirst() }
        }

        /// The oldest of those that nobody has taken yet.
        mutating func takeClose() -> ClientClose? {
            closes.isEmpty ? nil : closes.removeFirst()
        }

        /// Says that no more connections are wanted; returns those that there are.
        mutating func stop() -> [Connection] {
            isStopping = true
            return Array(connections.values)
        }
    }
#endif
