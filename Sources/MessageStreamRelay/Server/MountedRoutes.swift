#if Relay
    internal import Hummingbird

    /// The relay's routes, and somebody else's for all other paths.
    ///
    /// Told apart by their paths: a router answers what it does not find, and does not say so.
    struct MountedRoutes<Relay: HTTPResponder>: HTTPResponder
    where Relay.Context == BasicRequestContext {
        let relay: Relay
        let others: (any HTTPResponder<BasicRequestContext>)?

        func respond(
            to request: Request, context: BasicRequestContext
        ) async throws -> Response {
            guard let others, !RelayRoutes.paths.contains(request.uri.path) else {
                return try await relay.respond(to: request, context: context)
            }
            return try await others.respond(to: request, context: context)
        }
    }
#endif
