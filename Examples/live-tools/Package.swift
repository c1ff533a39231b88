// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "live-tools",
    platforms: [.macOS(.v26)],
    products: [.executable(name: "live-tools", targets: ["live-tools"])],
    dependencies: [
        // Without traits: the libraries that decode, and nothing to fetch.
        .package(name: "swift-message-stream", path: "../..")
    ],
    targets: [
        .executableTarget(
            name: "live-tools",
            dependencies: [
                .product(name: "MessageStream", package: "swift-message-stream"),
                .product(name: "PartialJSON", package: "swift-message-stream"),
            ],
            swiftSettings: [.strictMemorySafety(), .treatAllWarnings(as: .error)])
    ]
)
