// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "nio-token-meter",
    platforms: [.macOS(.v26)],
    products: [.executable(name: "nio-token-meter", targets: ["nio-token-meter"])],
    dependencies: [
        // Without traits: the libraries that decode. NIO is this program's own.
        .package(name: "swift-message-stream", path: "../.."),
        .package(url: "https://github.com/apple/swift-nio", from: "2.100.0"),
    ],
    targets: [
        .executableTarget(
            name: "nio-token-meter",
            dependencies: [
                .product(name: "MessageStream", package: "swift-message-stream"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: [.strictMemorySafety(), .treatAllWarnings(as: .error)])
    ]
)
