// swift-tools-version: 6.2
import PackageDescription

// What Scripts/check-linear counts: reading while a value grows, as an app does.
let package = Package(
    name: "linear",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(name: "swift-message-stream", path: "../..", traits: ["Yajl"])
    ],
    targets: [
        .executableTarget(
            name: "linear",
            dependencies: [
                .product(name: "MessageStream", package: "swift-message-stream"),
                .product(name: "PartialJSON", package: "swift-message-stream"),
            ],
            swiftSettings: [.strictMemorySafety(), .treatAllWarnings(as: .error)])
    ]
)
