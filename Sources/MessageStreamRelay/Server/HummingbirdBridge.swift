#if Relay
    internal import Hummingbird
    internal import HummingbirdCore
    internal import Logging
    internal import NIOCore
    internal import NIOHTTPTypes
    internal import NIOHTTPTypesHTTP1

    /// Serves connections with Hummingbird: what is not relayed goes to its routes.
    struct HummingbirdBridge: HTTPChannelHandler {
        let responder: Responder
        let logger: Logger
        let isSecure: Bool
        private let tasks = RoutedTasks()

        /// Answers with `routes`.
        init(_ routes: some HTTPResponder<BasicRequestContext>, logger: Logger, isSecure: Bool) {
            self.logger = logger
            self.isSecure = isSecure
            responder = { request, writer, channel in
                let context = BasicRequestContext(
                    source: ApplicationRequestContextSource(channel: channel, logger: logger))
                let response: Response
                do {
                    response = try await routes.respond(to: request, context: context)
                } catch let error as any HTTPResponseError {
                    response = try error.response(from: request, context: context)
                } catch {
                    response = Response(status: .internalServerError)
                }
                try await writer.write(response: response.head, body: response.body)
            }
        }

        /// Puts Hummingbird behind the handlers that are there, and serves the connection in a task of
        /// its own.
        func serve(_ channel: any Channel) throws {
            let wrapped = try wrap(channel)
            tasks.add { [self] in await handleHTTP(asyncChannel: wrapped, logger: logger) }
        }

        /// Waits until all connections that were served are done with.
        func finish() async {
            await tasks.finish()
        }

        func setup(
            channel: any Channel, logger: Logger
        ) -> EventLoopFuture<NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>> {
            channel.eventLoop.makeCompletedFuture { try wrap(channel) }
        }

        func handle(
            value: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>, logger: Logger
        ) async {
            await handleHTTP(asyncChannel: value, logger: logger)
        }

        private func wrap(
            _ channel: any Channel
        ) throws -> NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart> {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: isSecure))
            try pipeline.addHandler(HTTPConnectionStateHandler(logger: logger))
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel,
                configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }
#endif
