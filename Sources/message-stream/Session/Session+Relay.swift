#if CommandLine && Relay
    import Configuration
    import Logging
    import MessageStreamRelay
    import ServiceLifecycle
    import UnixSignals

    extension Session {
        /// The longest key that is read to be hashed, with its line's end.
        private static let maximumKeyBytes = ClientKey.maximumBytes + 2

        /// The configuration of flags, environment and file, the first that has a value.
        func relayConfiguration(
            _ flags: [RelayConfiguration.Key: String], file: String?
        ) throws(Failure) -> RelayConfiguration {
            do throws(RelayConfigurationError) {
                var providers: [any ConfigProvider] = [
                    RelayConfiguration.provider(of: flags), EnvironmentVariablesProvider(),
                ]
                if let file { providers.append(try RelayConfiguration.provider(ofFile: file)) }
                let configuration = try RelayConfiguration.read(
                    from: ConfigReader(providers: providers))
                try configuration.validate()
                return configuration
            } catch {
                throw .relayConfiguration(error)
            }
        }

        /// Prints the hash of the key on the standard input.
        mutating func printKeyHash() throws(Failure) {
            var input = try InputFile(path: "-")
            var bytes = try input.contents(atMost: Self.maximumKeyBytes)
            while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
            guard let hash = ClientKey.hash(of: String(decoding: bytes, as: UTF8.self)) else {
                throw .key("a key is 1 to \(ClientKey.maximumBytes) visible ASCII characters")
            }
            output.text += "\(hash)\n"
        }

        /// Relays until a signal asks to end, then lets open answers end; a second signal ends them.
        ///
        /// No line that is written meanwhile waits for whoever reads it.
        mutating func relay(_ configuration: RelayConfiguration) async throws(Failure) {
            FileDescriptor.raiseLimit()
            let log = JSONLogHandler.Output.standardError
            defer { log.flush(within: .seconds(1)) }
            LoggingSystem.bootstrap { TextLogHandler(label: $0) }
            var logger = Logger(label: "message-stream.relay")
            logger.logLevel = .notice
            // A terminal that hangs up; what nohup starts is not to notice.
            let endings: [UnixSignal] =
                isHangupIgnored ? [.sigterm, .sigint] : [.sigterm, .sigint, .sighup]
            let signals = await UnixSignalsSequence(trapping: endings)
            do throws(RelayServerError) {
                let relay = try await RelayServer.start(configuration, logger: logger)
                log.write("\(configuration)\nmessage-stream: listening at \(relay.baseURL)\n")
                await withTaskGroup { tasks in
                    tasks.addTask {
                        var isDraining = false
                        for await _ in signals {
                            if isDraining { await relay.stop() }
                            isDraining = true
                        }
                    }
                    let group = ServiceGroup(
                        configuration: .init(
                            services: [.init(service: relay)],
                            gracefulShutdownSignals: endings, logger: logger))
                    // The relay's only way to end is the one that was asked for.
                    try? await group.run()
                    tasks.cancelAll()
                }
            } catch {
                throw .relay(error)
            }
        }
    }
#endif
