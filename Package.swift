// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableExperimentalFeature("Lifetimes"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
]

let strictC: [CSetting] = [
    .treatAllWarnings(as: .error),
    .enableWarning("all"),
    .enableWarning("extra"),
]

let package = Package(
    name: "swift-message-stream",
    platforms: [.macOS(.v26), .iOS(.v26), .tvOS(.v26), .watchOS(.v26), .visionOS(.v26)],
    products: [
        .library(name: "ServerSentEvents", targets: ["ServerSentEvents"]),
        .library(name: "PartialJSON", targets: ["PartialJSON"]),
        .library(name: "MessageStream", targets: ["MessageStream"]),
        .executable(name: "message-stream", targets: ["message-stream"]),
    ],
    traits: [
        .trait(
            name: "CommandLine", description: "The message-stream command; fetches ArgumentParser."),
        .default(enabledTraits: ["CommandLine"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0")
    ],
    targets: [
        // C: bytes to events, event JSON to fields, fragments to a value tape.
        .target(
            name: "CServerSentEvents", path: "CSources/CServerSentEvents", cSettings: strictC),
        .target(name: "CMessageEvents", path: "CSources/CMessageEvents", cSettings: strictC),
        .systemLibrary(
            name: "CYajl", path: "CSources/CYajl", pkgConfig: "yajl",
            providers: [.apt(["libyajl-dev"]), .yum(["yajl-devel"]), .brew(["yajl"])]),
        .target(
            name: "CPartialJSON", dependencies: ["CYajl"], path: "CSources/CPartialJSON",
            cSettings: strictC, linkerSettings: [.linkedLibrary("yajl")]),

        // Swift: one importer for each C target.
        .target(
            name: "ServerSentEvents", dependencies: ["CServerSentEvents"], swiftSettings: strict),
        .target(name: "PartialJSON", dependencies: ["CPartialJSON"], swiftSettings: strict),
        .target(
            name: "MessageStream",
            dependencies: ["CMessageEvents", "PartialJSON", "ServerSentEvents"],
            swiftSettings: strict),
        .executableTarget(
            name: "message-stream",
            dependencies: [
                "MessageStream", "PartialJSON", "ServerSentEvents",
                .product(
                    name: "ArgumentParser", package: "swift-argument-parser",
                    condition: .when(traits: ["CommandLine"])),
            ],
            swiftSettings: strict),

        // Tests read Tests/Corpus, which is data, from where it lies.
        .target(name: "TestSupport", path: "Tests/Support", swiftSettings: strict),
        .testTarget(
            name: "ServerSentEventsTests", dependencies: ["ServerSentEvents", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "PartialJSONTests", dependencies: ["PartialJSON", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "MessageStreamTests",
            dependencies: ["MessageStream", "PartialJSON", "ServerSentEvents", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandLineTests", dependencies: ["message-stream", "TestSupport"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c11
)
