// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "hummingbird-page",
    platforms: [.macOS(.v26)],
    products: [.executable(name: "hummingbird-page", targets: ["hummingbird-page"])],
    dependencies: [
        .package(name: "swift-message-stream", path: "../..", traits: ["Client"]),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    ],
    targets: [
        .executableTarget(
            name: "hummingbird-page",
            dependencies: [
                .product(name: "MessageStreamClient", package: "swift-message-stream"),
                .product(name: "ServerSentEvents", package: "swift-message-stream"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            swiftSettings: [.strictMemorySafety(), .treatAllWarnings(as: .error)])
    ]
)
