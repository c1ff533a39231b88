// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "async-http-client-body",
    platforms: [.macOS(.v26)],
    products: [.executable(name: "async-http-client-body", targets: ["async-http-client-body"])],
    dependencies: [
        // Client is the trait of ServerSentEventsNIO.
        .package(name: "swift-message-stream", path: "../..", traits: ["Client"]),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: [
        .executableTarget(
            name: "async-http-client-body",
            dependencies: [
                .product(name: "MessageStream", package: "swift-message-stream"),
                .product(name: "ServerSentEventsNIO", package: "swift-message-stream"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ],
            swiftSettings: [.strictMemorySafety(), .treatAllWarnings(as: .error)])
    ]
)
