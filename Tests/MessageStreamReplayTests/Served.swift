#if Relay
    import MessageStreamReplay
    import TestSupport

    /// Runs `body` with a server, which is stopped after it.
    func withServer(
        _ recordings: [ReplayRecording] = [.demo], _ behaviour: ReplayBehaviour = ReplayBehaviour(),
        limits: ReplayServer.Limits = .default,
        _ body: (ReplayServer) async throws -> Void
    ) async throws {
        let server = try await ReplayServer.start(
            recordings: recordings, behaviour: behaviour, limits: limits)
        do {
            try await body(server)
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    /// The answer to one request, with a connection of its own.
    func answer(
        of server: ReplayServer, _ headers: [String: String] = [:],
        body: String = #"{"stream":true}"#
    ) async throws -> (RawResponse, end: RawConnection.Read?) {
        let connection = try RawConnection(port: server.port)
        try connection.ask(headers, body: body)
        return try await connection.response()
    }
#endif
