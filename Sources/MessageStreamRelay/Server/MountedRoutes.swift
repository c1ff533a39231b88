#if Relay
    internal import HTTPTypes
    internal import Hummingbird
    internal import NIOCore
    internal import NIOHTTP1

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
            guard let methods = RelayRoutes.methods[request.uri.path] else {
                guard let others else { return Response(Self.notFound) }
                return try await others.respond(to: request, context: context)
            }
            guard methods.contains(request.method) else {
                var response = Response(Self.badMethod)
                response.headers[.allow] = methods.map(\.rawValue).joined(separator: ", ")
                return response
            }
            return try await relay.respond(to: request, context: context)
        }

        private static var notFound: ErrorAnswer {
            ErrorAnswer(
                .notFound, "not_found_error", "this relay has nothing at this path",
                reason: .route)
        }

        private static var badMethod: ErrorAnswer {
            ErrorAnswer(
                .methodNotAllowed, "invalid_request_error",
                "this path takes other methods: the field Allow names them", reason: .route)
        }
    }

    extension Response {
        /// An answer of the relay's own that says what is wrong.
        init(_ answer: ErrorAnswer) {
            var headers = HTTPFields()
            for (name, value) in answer.headers {
                if let name = HTTPField.Name(name) { headers[name] = value }
            }
            self.init(
                status: .init(code: Int(answer.status.code)), headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(string: answer.json)))
        }
    }
#endif
