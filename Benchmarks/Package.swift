// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who links the library fetches or builds what measures it.
// Its only dependency is the package that it measures, without the traits that fetch others.

let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableExperimentalFeature("Lifetimes"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

let messageStream: Target.Dependency = .product(
    name: "MessageStream", package: "swift-message-stream")
let partialJSON: Target.Dependency = .product(
    name: "PartialJSON", package: "swift-message-stream")
let serverSentEvents: Target.Dependency = .product(
    name: "ServerSentEvents", package: "swift-message-stream")

let dropIns: [Target.Dependency] = [
    .product(name: "ServerSentEventsDropIn", package: "swift-message-stream"),
    .product(name: "EventSourceDropIn", package: "swift-message-stream"),
]

let package = Package(
    name: "message-stream-benchmarks",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "message-stream-benchmarks", targets: ["message-stream-benchmarks"])
    ],
    dependencies: [.package(name: "swift-message-stream", path: "../")],
    targets: [
        // Counts what a program cannot count from Swift: allocations, instructions, the walk.
        .target(
            name: "CMeasurement",
            cSettings: [
                .treatAllWarnings(as: .error), .enableWarning("all"), .enableWarning("extra"),
            ]),

        // What a Swift program can do without this library, once as written today, once tuned.
        .target(name: "Baseline", swiftSettings: strict),

        // Inputs, runs, statistics, tables and charts; knows of no decoder.
        .target(name: "Harness", dependencies: ["CMeasurement"], swiftSettings: strict),

        .executableTarget(
            name: "message-stream-benchmarks",
            dependencies: ["Baseline", "Harness", messageStream, partialJSON, serverSentEvents]
                + dropIns,
            swiftSettings: strict),
        .target(name: "TestSupport", path: "Tests/Support", swiftSettings: strict),
        .testTarget(
            name: "BaselineTests",
            dependencies: [
                "Baseline", "Harness", "TestSupport", messageStream, partialJSON, serverSentEvents,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "HarnessTests", dependencies: ["Harness"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c11
)
