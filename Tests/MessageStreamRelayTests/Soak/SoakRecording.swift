#if Client && Relay
    import MessageStream
    import MessageStreamReplay

    /// A recording, and what a reader has of it after each of its events.
    struct SoakRecording: Sendable {
        let recording: ReplayRecording
        /// The message of the first `index` events, once nothing more comes; nil for nothing of one.
        let messages: [Message?]

        init(_ recording: ReplayRecording) {
            self.recording = recording
            messages = (0...recording.events.count).map { count in
                var decoder = MessageStreamDecoder()
                var accumulator = MessageAccumulator()
                let bytes = recording.events[..<count].flatMap(\.self)
                var input = bytes.span
                do throws(MessageStreamError) {
                    while let view = try decoder.nextView(from: &input) {
                        try accumulator.append(view)
                    }
                } catch {
                    accumulator.fail(error)
                }
                accumulator.finish()
                return accumulator.message
            }
        }

        var name: String { recording.name }
        var whole: Message? { messages[messages.count - 1] }

        /// The most events that can come without the reason why the message stopped, which would make
        /// it whole: all but `message_delta` and `message_stop`.
        var mostEvents: Int { recording.events.count - 2 }

        /// The recording cut in the middle of the event at `index`.
        func cut(inside index: Int) -> ReplayRecording {
            let half = recording.events[index].prefix(recording.events[index].count / 2)
            return ReplayRecording(
                name: Self.name(name, cutInside: index),
                bytes: recording.events[..<index].flatMap(\.self) + half)
        }

        static func name(_ name: String, cutInside index: Int) -> String { "\(name)-\(index)" }

        /// All that are replayed, by their names.
        static let all: [SoakRecording] = [
            .init(.texts(8)), .init(.texts(20)), .init(.texts(40)), .init(.demo),
        ]

        /// What the server has: each recording, and each cut inside each of its events.
        static var served: [ReplayRecording] {
            all.flatMap { recording in
                [recording.recording] + (0..<recording.mostEvents).map { recording.cut(inside: $0) }
            }
        }
    }
#endif
