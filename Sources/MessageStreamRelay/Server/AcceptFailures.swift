#if Relay
    internal import Logging
    internal import NIOCore

    /// Says that connections cannot be accepted: each time, of which there is one a second at most.
    final class AcceptFailures: ChannelInboundHandler, Sendable {
        typealias InboundIn = any Channel

        private let logger: Logger

        init(logger: Logger) {
            self.logger = logger
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            logger.error(
                "no connection can be accepted: is the limit of open files (ulimit -n) too low?",
                metadata: ["error": "\(error)"])
        }
    }
#endif
