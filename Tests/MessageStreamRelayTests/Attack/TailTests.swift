#if Relay
    import MessageStreamRelay
    import TestSupport
    import Testing

    /// The end of an answer reaches readers that are slow, whatever ends the connection behind it.
    @Suite(.timeLimit(.minutes(5)))
    struct TailTests {
        struct Course: Sendable, CustomTestStringConvertible {
            var isChunked: Bool
            var isOld: Bool
            var testDescription: String {
                (isChunked ? "chunks" : "a length") + (isOld ? ", HTTP/1.0" : ", Connection: close")
            }
        }

        private static let courses = [false, true].flatMap { isChunked in
            [false, true].map { Course(isChunked: isChunked, isOld: $0) }
        }

        /// An answer as long as its request's path says, with a length or in chunks of 8,000 bytes.
        private static func upstream(isChunked: Bool) async throws -> RawUpstream {
            try await RawUpstream { head, _ in
                let digits = head.drop { $0 != "=" }.dropFirst().prefix { $0.isNumber }
                let length = Int(digits) ?? 0
                let start = "HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\n"
                guard isChunked else {
                    return .init(
                        start + "content-length: \(length)\r\n\r\n"
                            + String(repeating: "z", count: length))
                }
                let chunk = "1f40\r\n" + String(repeating: "z", count: 8000) + "\r\n"
                return .init(
                    start + "transfer-encoding: chunked\r\n\r\n"
                        + String(repeating: chunk, count: length / 8000) + "0\r\n\r\n")
            }
        }

        @Test(arguments: courses)
        func `a reader that is slow gets the last byte`(course: Course) async throws {
            let upstream = try await Self.upstream(isChunked: course.isChunked)
            try await withRelay(beforeRaw: [upstream]) { relay in
                let version = course.isOld ? "HTTP/1.0" : "HTTP/1.1"
                let wrong = try await withThrowingTaskGroup(of: Bool.self) { group in
                    for index in 0..<16 {
                        group.addTask {
                            let length = (375 + index * 12) * 8000
                            let connection = try RawConnection(
                                port: relay.port, receiveBuffer: 8192)
                            try connection.send(
                                "POST /v1/messages?n=\(length) \(version)\r\nhost: a\r\n"
                                    + "connection: close\r\ncontent-length: 2\r\n\r\n{}")
                            var bytes: [UInt8] = []
                            while case .bytes(let more) = try await connection.read(
                                atMost: 16 << 10)
                            {
                                bytes += more
                            }
                            guard let response = RawResponse(bytes) else { return true }
                            guard course.isOld, course.isChunked else {
                                return !response.isWhole || response.body.count != length
                            }
                            let head = bytes.firstRange(of: Array("\r\n\r\n".utf8))
                            return bytes.count - (head?.upperBound ?? 0) != length
                        }
                    }
                    return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                #expect(wrong == 0)
            }
        }

        /// Which closes the connection while more of it than one read takes has not been read.
        @Test func `so does one that sends what is no request behind its last one`() async throws {
            let upstream = try await Self.upstream(isChunked: false)
            try await withRelay(beforeRaw: [upstream]) { relay in
                let length = 3_000_000
                let connection = try RawConnection(port: relay.port, receiveBuffer: 8192)
                try connection.send(
                    "POST /v1/messages?n=\(length) HTTP/1.1\r\nhost: a\r\n"
                        + "content-length: 2\r\n\r\n{}")
                var (bytes, _) = try await connection.bytes { $0.count > 1000 }
                try connection.request("GET /health", ["transfer-encoding": "chunked"])
                try connection.send("no chunk" + String(repeating: "x", count: 200_000))
                while case .bytes(let more) = try await connection.read(atMost: 16 << 10) {
                    bytes += more
                }
                #expect(RawResponse(bytes)?.body.count == length)
            }
        }

        /// Which closes the connection while requests that were sent ahead have not been read.
        @Test func `so does one whose next answer is cut`() async throws {
            let length = 3_000_000
            let upstream = try await RawUpstream { head, _ in
                .init(
                    "HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\n"
                        + (head.contains("?whole")
                            ? "content-length: \(length)\r\n\r\n"
                                + String(repeating: "z", count: length)
                            : "content-length: 10\r\nconnection: close\r\n\r\ncut"),
                    closes: !head.contains("?whole"))
            }
            try await withRelay(beforeRaw: [upstream]) { relay in
                let connection = try RawConnection(port: relay.port, receiveBuffer: 8192)
                try connection.request("POST /v1/messages?whole", body: "{}")
                try connection.request("POST /v1/messages", body: "{}")
                var (bytes, _) = try await connection.bytes { $0.count > 1000 }
                try connection.request("POST /v1/messages", body: "{}")
                while case .bytes(let more) = try await connection.read(atMost: 16 << 10) {
                    bytes += more
                }
                #expect(RawResponse(bytes)?.isWhole == true)
                #expect(bytes.suffix(3).elementsEqual("cut".utf8))
            }
        }

        @Test func `the time between two requests runs out behind the answer`() async throws {
            let upstream = try await Self.upstream(isChunked: false)
            try await withRelay(
                beforeRaw: [upstream], { $0.keepAliveTimeout = .milliseconds(50) }
            ) { relay in
                for index in 0..<4 {
                    let length = 3_000_000 + index * 97_003
                    let connection = try RawConnection(port: relay.port, receiveBuffer: 8192)
                    try connection.request("POST /v1/messages?n=\(length)", body: "{}")
                    var bytes: [UInt8] = []
                    while case .bytes(let more) = try await connection.read(atMost: 16 << 10) {
                        bytes += more
                    }
                    #expect(RawResponse(bytes)?.body.count == length)
                }
            }
        }

        @Test func `what was sent behind the last request is not answered`() async throws {
            let upstream = try await RawUpstream { _, _ in .short }
            try await withRelay(beforeRaw: [upstream]) { relay in
                let connection = try RawConnection(port: relay.port)
                let request = "POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n"
                try connection.send(
                    request + "connection: close\r\n\r\n{}" + request + "\r\n{}")
                let (bytes, end) = try await connection.bytes { _ in false }
                #expect(end == .end)
                #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("\r\n\r\n{}"))
                #expect(upstream.heads.count == 1)
            }
        }

        /// `POST /v1/messages` and a route answer while the relay ends.
        @Test func `the end of the relay waits for the reader`() async throws {
            let upstream = try await Self.upstream(isChunked: false)
            try await withRelay(beforeRaw: [upstream]) { relay in
                let length = 8_000_000
                let connection = try RawConnection(port: relay.port, receiveBuffer: 8192)
                try connection.request("POST /v1/messages?n=\(length)", body: "{}")
                var (bytes, _) = try await connection.bytes { $0.count > 1000 }
                async let drained: Void = relay.drain(within: .seconds(60))
                while case .bytes(let more) = try await connection.read(atMost: 16 << 10) {
                    bytes += more
                }
                await drained
                #expect(RawResponse(bytes)?.body.count == length)
            }
        }
    }
#endif
