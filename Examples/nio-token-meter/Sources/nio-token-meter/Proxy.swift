import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

typealias ClientSide = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>
typealias UpstreamSide = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

/// Prints a line at once, also where the output is a pipe.
func log(_ line: String) {
    print(line)
    fflush(nil)
}

/// Passes requests on to an upstream, and its answers back through a meter; one request a connection.
///
/// `nio-token-meter HOST PORT [OWN-PORT]`. Plain HTTP: for an upstream behind TLS, add swift-nio-ssl's
/// handler before the HTTP handlers.
@main
struct Proxy {
    let host: String
    let port: Int

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard (3...4).contains(arguments.count), let port = Int(arguments[2]),
            let ownPort = arguments.count == 4 ? Int(arguments[3]) : 0
        else {
            log("usage: nio-token-meter HOST PORT [OWN-PORT]")
            exit(64)
        }
        try await Proxy(host: arguments[1], port: port).run(onPort: ownPort)
    }

    func run(onPort ownPort: Int) async throws {
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: ownPort) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    return try ClientSide(wrappingChannelSynchronously: channel)
                }
            }
        log("listening at http://127.0.0.1:\(server.channel.localAddress?.port ?? 0)")
        try await withThrowingDiscardingTaskGroup { group in
            try await server.executeThenClose { clients in
                for try await client in clients {
                    group.addTask {
                        do {
                            try await serve(client)
                        } catch {
                            log("connection failed: \(error)")
                        }
                    }
                }
            }
        }
    }

    /// One request, one answer. Reads wait for writes, so that a slow client slows its upstream.
    private func serve(_ client: ClientSide) async throws {
        try await client.executeThenClose { requests, answer in
            let upstream = try await connect()
            try await upstream.executeThenClose { answers, request in
                forwarding: for try await part in requests {
                    switch part {
                    case .head(var head):
                        head.headers.replaceOrAdd(name: "host", value: "\(host):\(port)")
                        head.headers.replaceOrAdd(name: "connection", value: "close")
                        head.headers.replaceOrAdd(name: "accept-encoding", value: "identity")
                        try await request.write(.head(head))
                    case .body(let bytes): try await request.write(.body(.byteBuffer(bytes)))
                    case .end(let trailers):
                        try await request.write(.end(trailers))
                        break forwarding
                    }
                }
                for try await part in answers {
                    switch part {
                    case .head(var head):
                        head.headers.replaceOrAdd(name: "connection", value: "close")
                        try await answer.write(.head(head))
                    case .body(let bytes): try await answer.write(.body(.byteBuffer(bytes)))
                    case .end(let trailers): try await answer.write(.end(trailers))
                    }
                }
            }
        }
    }

    private func connect() async throws -> UpstreamSide {
        try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(
                        TokenMeterHandler { reading in
                            func text(_ count: Int?) -> String { count.map(String.init) ?? "?" }
                            log(
                                "\(reading.model) input=\(text(reading.inputTokens)) "
                                    + "output=\(text(reading.outputTokens)) "
                                    + (reading.isComplete ? "complete" : "cut"))
                        })
                    return try UpstreamSide(wrappingChannelSynchronously: channel)
                }
            }
    }
}
