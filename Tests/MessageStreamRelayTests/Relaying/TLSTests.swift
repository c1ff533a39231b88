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
            _ body: (RelayServer, [ReplayServer], _ second: RelayServer) async throws -> Void
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
                    try await body(first, upstreams, second)
                }
            }
        }

        @Test(arguments: ["localhost", "127.0.0.1"])
        func `a stream arrives as it was sent, again and again`(host: String) async throws {
            try await withTwoRelays(host: host) { relay, upstreams, _ in
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
            try await withTwoRelays(host: "localhost", trusts: false) { relay, upstreams, _ in
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

        /// The first message of a client that speaks TLS of this minor version and no newer one.
        private static func clientHello(minor: UInt8) -> [UInt8] {
            let groups: [UInt8] = [0, 10, 0, 4, 0, 2, 0, 0x17]
            let points: [UInt8] = [0, 11, 0, 2, 1, 0]
            let signatures: [UInt8] = [0, 13, 0, 4, 0, 2, 4, 3]
            let extensions = groups + points + (minor == 3 ? signatures : [])
            let ciphers: [UInt8] = minor == 3 ? [0, 2, 0xC0, 0x2B] : [0, 2, 0xC0, 0x09]
            let body: [UInt8] =
                [3, minor] + Array(repeating: 7, count: 32) + [0] + ciphers + [1, 0]
                + [0, UInt8(extensions.count)] + extensions
            return [0x16, 3, 1, 0, UInt8(body.count + 4), 1, 0, 0, UInt8(body.count)] + body
        }

        @Test func `TLS of old is not spoken`() async throws {
            try await withTwoRelays(host: "localhost") { _, _, second in
                for (minor, isSpoken) in [(1, false), (2, false), (3, true)] as [(UInt8, Bool)] {
                    let connection = try RawConnection(port: second.port)
                    try connection.send(Self.clientHello(minor: minor))
                    let (bytes, _) = try await connection.bytes { !$0.isEmpty }
                    // A handshake, or the alert protocol_version.
                    #expect(bytes.first == (isSpoken ? 0x16 : 0x15))
                    if !isSpoken { #expect(bytes.last == 70) }
                }
            }
        }

        @Test func `TLS of old is not offered to an upstream`() async throws {
            let upstream = try await RawUpstream { _, _ in .init("") }
            try await withRelay(
                beforeRaw: [upstream],
                { configuration in
                    configuration.upstreams[0].scheme = .https
                    configuration.connectTimeout = .milliseconds(200)
                }
            ) { relay in
                _ = try await answer(of: relay)
            }
            // The extension supported_versions: its type, two lengths, and the versions.
            let hello = upstream.firstBytes
            let place = try #require(hello.firstRange(of: [0, 0x2B, 0]))
            let count = Int(hello[place.upperBound + 1])
            let versions = hello[(place.upperBound + 2)...].prefix(count)
            #expect(versions.contains(4))
            #expect(!versions.contains(2))
            #expect(!versions.contains(1))
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
