#if Relay
    internal import Logging
    internal import NIOCore
    internal import Synchronization

    #if canImport(Darwin)
        private import Darwin
    #elseif canImport(Glibc)
        private import Glibc
    #elseif canImport(Musl)
        private import Musl
    #endif

    /// How many connections of clients there may be, in all and from one address; one more is closed.
    final class ConnectionBounds: Sendable {
        private struct Counts {
            var all = 0
            var byAddress: [String: Int] = [:]
            var lastRefusal: ContinuousClock.Instant?
        }

        /// The most in all.
        let maximum: Int
        private let maximumPerAddress: Int?
        private let logger: Logger
        private let counts = Mutex(Counts())

        init(_ configuration: RelayConfiguration, logger: Logger) {
            maximum = configuration.maximumConnections ?? Self.possible
            maximumPerAddress = configuration.maximumConnectionsPerAddress
            self.logger = logger
        }

        /// As many as leave each its upstream's connection, and the process some files besides.
        private static var possible: Int {
            let files = sysconf(CInt(_SC_OPEN_MAX))
            return files < 0 ? .max : max(16, files / 2 - 32)
        }

        /// Counts a connection until it is closed; returns whether there may be one more.
        func admit(_ channel: any Channel) -> Bool {
            let address = maximumPerAddress == nil ? nil : channel.remoteAddress?.ipAddress
            let (isAdmitted, isToBeTold) = counts.withLock { counts in
                let ofAddress = address.map { counts.byAddress[$0, default: 0] } ?? 0
                guard counts.all < maximum, ofAddress < maximumPerAddress ?? .max else {
                    let isFirst = counts.lastRefusal.map { .now - $0 > .seconds(1) } ?? true
                    if isFirst { counts.lastRefusal = .now }
                    return (false, isFirst)
                }
                counts.all += 1
                if let address { counts.byAddress[address] = ofAddress + 1 }
                return (true, false)
            }
            if isToBeTold {
                logger.error("connections are closed at once: there are as many as there may be")
            }
            guard isAdmitted else { return false }
            channel.closeFuture.whenComplete { [self] _ in release(address) }
            return true
        }

        private func release(_ address: String?) {
            counts.withLock { counts in
                counts.all -= 1
                guard let address, let count = counts.byAddress[address] else { return }
                counts.byAddress[address] = count > 1 ? count - 1 : nil
            }
        }

        /// A connection too many.
        struct Exceeded: Error {}
    }
#endif
