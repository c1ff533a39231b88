// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "view-model",
    platforms: [.macOS(.v26), .iOS(.v26)],
    products: [.executable(name: "view-model", targets: ["view-model"])],
    dependencies: [
        // Without traits: the libraries that decode, and nothing to fetch.
        .package(name: "swift-message-stream", path: "../..")
    ],
    targets: [
        .executableTarget(
            name: "view-model",
            dependencies: [
                .product(name: "MessageStream", package: "swift-message-stream"),
                .product(name: "PartialJSON", package: "swift-message-stream"),
            ],
            swiftSettings: [.strictMemorySafety(), .treatAllWarnings(as: .error)])
    ]
)
