#if CommandLine && Relay
    import MessageStreamReplay
    import UnixSignals

    extension Session {
        /// The largest file that is served, since all of it is kept in memory.
        static let maximumRecordingBytes = 256 << 20

        /// The recordings in the files at `paths`, named after them; without a path the demo's.
        ///
        /// Complains about files that cannot be read.
        mutating func recordings(at paths: [String]) throws(Failure) -> [ReplayRecording] {
            if paths.isEmpty { return [.demo] }
            var recordings: [ReplayRecording] = []
            for path in paths {
                do throws(Failure) {
                    var input = try InputFile(path: path)
                    let bytes = try input.contents(atMost: Self.maximumRecordingBytes)
                    let file = path.split(separator: "/").last ?? "-"
                    let name = file.prefix(upTo: file.lastIndex(of: ".") ?? file.endIndex)
                    recordings.append(ReplayRecording(name: String(name), bytes: bytes))
                } catch {
                    try complain(about: InputFile.name(of: path), error)
                }
            }
            return recordings
        }

        /// Serves `recordings` until a signal asks to end.
        mutating func replay(
            _ recordings: [ReplayRecording], _ behaviour: ReplayBehaviour, host: String, port: Int
        ) async throws(Failure) {
            // Before anybody can know of the server, so that no signal is lost.
            let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
            do {
                let server = try await ReplayServer.start(
                    recordings: recordings, behaviour: behaviour, host: host, port: port,
                    limits: ReplayServer.Limits(maximumKeptRequests: 0))
                let names = recordings.map { $0.name.escapingControls(keepingLines: false) }
                write(
                    """
                    message-stream: listening at \(server.baseURL), replaying \
                    \(names.joined(separator: ", "))
                      curl -N \(server.baseURL)/v1/messages -d '{"stream": true}'

                    """)
                for await _ in signals { break }
                await server.stop()
            } catch {
                try complain(about: "\(host):\(port)", .listening("\(error)"))
            }
        }
    }
#endif
