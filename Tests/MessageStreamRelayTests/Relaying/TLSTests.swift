#if Relay
    import Foundation
    import MessageStreamRelay
    import MessageStreamReplay
    import TestSupport
    import Testing

    /// TLS on both sides: a relay asks another one, which has a certificate.
    @Suite(.timeLimit(.minutes(5)))
    struct TLSTests {
        /// Runs `body` with a relay that asks a relay with a certificate.
        ///
        /// - Parameters:
        ///   - host: How the certificate's owner is called.
        ///   - trusts: Whether the first relay knows the certificate.
        private func withTwoRelays(
            host: String, trusts: Bool = true,
            _ body: (RelayServer, [ReplayServer]) async throws -> Void
        ) async throws {
            let folder = FileManager.default.temporaryDirectory
                .appending(path: UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
            defer { try? FileManager.default.removeItem(at: folder) }
            let certificate = folder.appending(path: "certificate.pem")
            let key = folder.appending(path: "key.pem")
            try Data(Self.certificate.utf8).write(to: certificate)
            try Data(Self.key.utf8).write(to: key)
            try await withRelay(
                before: [[.demo, .texts(100)]],
                {
                    $0.tls = .init(certificateFile: certificate.path, privateKeyFile: key.path)
                }
            ) { second, upstreams in
                try await withRelay({
                    $0.upstreams[0].scheme = .https
                    $0.upstreams[0].host = host
                    $0.upstreams[0].port = second.port
                    $0.upstreams[0].trustRootsFile = trusts ? certificate.path : nil
                }) { first, _ in
                    try await body(first, upstreams)
                }
            }
        }

        @Test(arguments: ["localhost", "127.0.0.1"])
        func `a stream arrives as it was sent, again and again`(host: String) async throws {
            try await withTwoRelays(host: host) { relay, upstreams in
                for _ in 0..<3 {
                    let (demo, _) = try await answer(of: relay)
                    #expect(demo.body == ReplayRecording.demo.bytes)
                    let (texts, _) = try await answer(of: relay)
                    #expect(texts.body == ReplayRecording.texts(100).bytes)
                }
                upstreams[0].respond(with: [ReplayBehaviour(faults: [.closeAfter(events: 4)])])
                let (cut, _) = try await answer(of: relay)
                #expect(!cut.isWhole)
            }
        }

        @Test func `a certificate that nobody vouches for gets no request`() async throws {
            try await withTwoRelays(host: "localhost", trusts: false) { relay, upstreams in
                let (response, _) = try await answer(of: relay)
                #expect(response.status == 502)
                #expect(upstreams[0].receivedRequests.isEmpty)
            }
        }

        @Test func `a certificate that cannot be read is a typed error`() async throws {
            let error = await #expect(throws: RelayServerError.self) {
                try await withRelay({
                    $0.tls = .init(
                        certificateFile: "/nonexistent.pem", privateKeyFile: "/nonexistent.pem")
                }) { _, _ in }
            }
            #expect(error?.code == .certificate)
        }

        /// For localhost and 127.0.0.1, good for a hundred years, vouched for by itself, and made for
        /// these tests: `openssl req -x509 -newkey ec`.
        private static let certificate = """
            -----BEGIN CERTIFICATE-----
            MIIBmzCCAUGgAwIBAgIUFHaXlOCcaRXckbhxH61vQuajMGUwCgYIKoZIzj0EAwIw
            FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTE1NTkxN1oYDzIxMjYxMDI4
            MTU1OTE3WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAAT/JZSrRrs02BE4epu0fuQiecBE+c+PKv66ejdtBxXasvbZacO7y4ef
            S78JLxkJ9oe42XpxXaAwKjTJM2tUuZECo28wbTAdBgNVHQ4EFgQUSTV8uSrsd7zE
            vfCzCHc/JxqptsowHwYDVR0jBBgwFoAUSTV8uSrsd7zEvfCzCHc/JxqptsowGgYD
            VR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZI
            zj0EAwIDSAAwRQIgBovnFNzLiYYclz90rFfV8AZvC8zzTwEIhD+6MHJMQAwCIQC3
            NIWLOBLBy2W6ATiDy8SeNU42zorrI1bpaJCCT4IyAA==
            -----END CERTIFICATE-----
            """
        private static let key = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgVnDRUuOWV7vuTNpJ
            /nyItH9syR82Tsp4k/JCKZlbDK+hRANCAAT/JZSrRrs02BE4epu0fuQiecBE+c+P
            Kv66ejdtBxXasvbZacO7y4efS78JLxkJ9oe42XpxXaAwKjTJM2tUuZEC
            -----END PRIVATE KEY-----
            """
    }
#endif
