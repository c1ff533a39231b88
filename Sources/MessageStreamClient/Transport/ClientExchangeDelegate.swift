#if Client
    import AsyncHTTPClient
    import NIOCore
    import NIOHTTP1
    import Synchronization

    /// Passes on what AsyncHTTPClient reports about one request.
    ///
    /// Its delegate interface and not its `async` one, because that can be woken from outside by
    /// cancelling the task that waits in it only: timeouts and cancellation from other threads would
    /// each need a task of their own in between.
    final class ClientExchangeDelegate: HTTPClientResponseDelegate {
        private let exchange: ClientExchange
        private let isSent = Atomic(false)

        init(_ exchange: ClientExchange) {
            self.exchange = exchange
        }

        func didSendRequestHead(task: HTTPClient.Task<Void>, _ head: HTTPRequestHead) {
            isSent.store(true, ordering: .relaxed)
        }

        func didReceiveHead(
            task: HTTPClient.Task<Void>, _ head: HTTPResponseHead
        ) -> EventLoopFuture<Void> {
            let fields = head.headers.map { HTTPHeaderFields.Field(name: $0.name, value: $0.value) }
            exchange.receive(
                ResponseHead(status: Int(head.status.code), headers: HTTPHeaderFields(fields)))
            return task.eventLoop.makeSucceededVoidFuture()
        }

        func didReceiveBodyPart(
            task: HTTPClient.Task<Void>, _ buffer: ByteBuffer
        ) -> EventLoopFuture<Void> {
            exchange.receive(buffer, on: task.eventLoop) ?? task.eventLoop.makeSucceededVoidFuture()
        }

        func didReceiveError(task: HTTPClient.Task<Void>, _ error: any Error) {
            fail(error)
        }

        func didFinishRequest(task: HTTPClient.Task<Void>) {
            exchange.end(.success(()))
        }

        /// Ends the exchange by an error of AsyncHTTPClient's, of NIO's or of the system's.
        func fail(_ error: any Error) {
            exchange.end(
                .failure(
                    MessageStreamClientError(
                        transport: error, isSent: isSent.load(ordering: .relaxed))))
        }
    }

    extension HTTPClient {
        /// Sends `request`; its answer, or what becomes of it, goes to `exchange`.
        func begin(_ request: Request, for exchange: ClientExchange) {
            let delegate = ClientExchangeDelegate(exchange)
            let task = execute(request: request, delegate: delegate)
            // A request that is refused before it starts is told to the future only.
            task.futureResult.whenFailure { delegate.fail($0) }
            exchange.begin { task.cancel() }
        }
    }
#endif
