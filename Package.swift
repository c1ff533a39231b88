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

/// Live JSON values are built with libyajl where the system has it, and otherwise by an engine of our
/// own. A static Linux SDK has none: MESSAGE_STREAM_OWN_ENGINE=1 in the environment is for that.
let asksForOwnEngine = Context.environment["MESSAGE_STREAM_OWN_ENGINE"] != nil
let platformsWithYajl: [Platform] = [.linux, .macOS]

/// What is there for yajl only.
func yajl<Setting>(_ settings: Setting...) -> [Setting] { asksForOwnEngine ? [] : settings }

/// Products of packages that are fetched only with `trait`.
func products(
    of trait: String, _ products: [(name: String, package: String)]
) -> [Target.Dependency] {
    products.map {
        .product(name: $0.name, package: $0.package, condition: .when(traits: [trait]))
    }
}

func client(_ list: [(name: String, package: String)]) -> [Target.Dependency] {
    products(of: "Client", list)
}

func relay(_ list: [(name: String, package: String)]) -> [Target.Dependency] {
    products(of: "Relay", list)
}

let package = Package(
    name: "swift-message-stream",
    platforms: [.macOS(.v26), .iOS(.v26), .tvOS(.v26), .watchOS(.v26), .visionOS(.v26)],
    products: [
        .library(name: "ServerSentEvents", targets: ["ServerSentEvents"]),
        .library(name: "PartialJSON", targets: ["PartialJSON"]),
        .library(name: "MessageStream", targets: ["MessageStream"]),
        .library(name: "MessageRequests", targets: ["MessageRequests"]),
        .library(name: "MessageStreamFoundation", targets: ["MessageStreamFoundation"]),
        .library(name: "ServerSentEventsNIO", targets: ["ServerSentEventsNIO"]),
        .library(
            name: "ServerSentEventsDropIn",
            targets: ["ServerSentEventsDropIn", "ServerSentEventsDropInNames"]),
        .library(name: "EventSourceDropIn", targets: ["EventSourceDropIn"]),
        .library(name: "MessageStreamClient", targets: ["MessageStreamClient"]),
        .library(name: "MessageStreamReplay", targets: ["MessageStreamReplay"]),
        .library(name: "MessageStreamRelay", targets: ["MessageStreamRelay"]),
        .executable(name: "message-stream", targets: ["message-stream"]),
    ],
    traits: [
        .trait(
            name: "CommandLine", description: "The message-stream command; fetches ArgumentParser."),
        .trait(
            name: "Client",
            description: "MessageStreamClient and ServerSentEventsNIO; fetches AsyncHTTPClient."),
        .trait(
            name: "Relay",
            description:
                "What answers over HTTP: relay and replay servers; fetches Hummingbird and NIO."),
        // Who takes the core fetches nothing; what fetches is asked for.
        .default(enabledTraits: []),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.0.0"),
        .package(url: "https://github.com/apple/swift-crypto", "3.12.0"..<"5.0.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.3.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.7.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.100.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.30.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.34.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
    ],
    targets: [
        // C: bytes to events, event JSON to fields, fragments to a value tape.
        .target(
            name: "CServerSentEvents", path: "CSources/CServerSentEvents",
            // Tests of cost ask how many bytes were searched.
            cSettings: strictC + [
                .define("SSE_COUNTS_SEARCHED", .when(configuration: .debug))
            ]),
        .target(name: "CMessageEvents", path: "CSources/CMessageEvents", cSettings: strictC),
        .systemLibrary(
            name: "CYajl", path: "CSources/CYajl", pkgConfig: "yajl",
            providers: [.apt(["libyajl-dev"]), .yum(["yajl-devel"]), .brew(["yajl"])]),
        .target(
            name: "CPartialJSON",
            dependencies: yajl(
                .target(name: "CYajl", condition: .when(platforms: platformsWithYajl))),
            path: "CSources/CPartialJSON",
            cSettings: strictC
                + yajl(.define("PARTIAL_JSON_YAJL", .when(platforms: platformsWithYajl))),
            linkerSettings: yajl(.linkedLibrary("yajl", .when(platforms: platformsWithYajl)))),

        // Swift: one importer for each C target.
        .target(
            name: "ServerSentEvents", dependencies: ["CServerSentEvents"], swiftSettings: strict),
        .target(name: "PartialJSON", dependencies: ["CPartialJSON"], swiftSettings: strict),
        .target(
            name: "MessageStream",
            dependencies: ["CMessageEvents", "PartialJSON", "ServerSentEvents"],
            swiftSettings: strict),
        .target(
            name: "MessageRequests", dependencies: ["MessageStream", "PartialJSON"],
            swiftSettings: strict),
        .target(
            name: "MessageStreamFoundation",
            dependencies: ["MessageRequests", "MessageStream", "PartialJSON"],
            swiftSettings: strict),
        .target(
            name: "ServerSentEventsNIO",
            dependencies: ["ServerSentEvents"] + client([("NIOCore", "swift-nio")]),
            swiftSettings: strict),
        .target(
            name: "ServerSentEventsDropIn", dependencies: ["ServerSentEvents"],
            swiftSettings: strict),
        .target(
            name: "ServerSentEventsDropInNames", dependencies: ["ServerSentEventsDropIn"],
            swiftSettings: strict),
        .target(
            name: "EventSourceDropIn",
            dependencies: ["ServerSentEvents", "ServerSentEventsNIO"]
                + client([
                    ("AsyncHTTPClient", "async-http-client"),
                    ("NIOCore", "swift-nio"),
                    ("NIOHTTP1", "swift-nio"),
                ]),
            swiftSettings: strict),
        .target(
            name: "MessageStreamClient",
            dependencies: [
                "MessageRequests", "MessageStream", "PartialJSON", "ServerSentEvents",
                "ServerSentEventsNIO",
            ]
                + client([
                    ("AsyncHTTPClient", "async-http-client"),
                    ("Logging", "swift-log"),
                    ("Metrics", "swift-metrics"),
                    ("NIOCore", "swift-nio"),
                    ("NIOHTTP1", "swift-nio"),
                    ("NIOHTTPCompression", "swift-nio-extras"),
                    ("NIOPosix", "swift-nio"),
                    ("NIOSSL", "swift-nio-ssl"),
                    ("Tracing", "swift-distributed-tracing"),
                ]),
            swiftSettings: strict),
        .target(
            name: "HTTPServing",
            dependencies: relay([("NIOCore", "swift-nio"), ("NIOHTTP1", "swift-nio")]),
            swiftSettings: strict),
        .target(
            name: "MessageStreamReplay",
            dependencies: ["HTTPServing", "MessageStream", "PartialJSON", "ServerSentEvents"]
                + relay([
                    ("Hummingbird", "hummingbird"),
                    ("HTTPTypes", "swift-http-types"),
                    ("Logging", "swift-log"),
                    ("NIOCore", "swift-nio"),
                    ("NIOHTTP1", "swift-nio"),
                    ("NIOHTTPTypes", "swift-nio-extras"),
                ]),
            swiftSettings: strict),
        .target(
            name: "MessageStreamRelay",
            dependencies: [
                "HTTPServing", "MessageStream", "PartialJSON", "ServerSentEvents",
            ]
                + relay([
                    ("Configuration", "swift-configuration"),
                    ("Crypto", "swift-crypto"),
                    ("HTTPTypes", "swift-http-types"),
                    ("Hummingbird", "hummingbird"),
                    ("HummingbirdCore", "hummingbird"),
                    ("Logging", "swift-log"),
                    ("NIOCore", "swift-nio"),
                    ("NIOExtras", "swift-nio-extras"),
                    ("NIOHTTP1", "swift-nio"),
                    ("NIOHTTPTypes", "swift-nio-extras"),
                    ("NIOHTTPTypesHTTP1", "swift-nio-extras"),
                    ("NIOPosix", "swift-nio"),
                    ("NIOSSL", "swift-nio-ssl"),
                    ("NIOTLS", "swift-nio"),
                    ("ServiceLifecycle", "swift-service-lifecycle"),
                ]),
            resources: [.embedInCode("Page/chat.html")],
            swiftSettings: strict),
        .target(
            name: "MessageStreamLoad",
            dependencies: ["PartialJSON", "ServerSentEvents"]
                + relay([
                    ("NIOCore", "swift-nio"),
                    ("NIOHTTP1", "swift-nio"),
                    ("NIOPosix", "swift-nio"),
                ]),
            swiftSettings: strict),
        .executableTarget(
            name: "message-stream",
            dependencies: [
                "MessageStream", "MessageStreamClient", "MessageStreamLoad", "MessageStreamRelay",
                "MessageStreamReplay", "PartialJSON", "ServerSentEvents",
                .product(
                    name: "ArgumentParser", package: "swift-argument-parser",
                    condition: .when(traits: ["CommandLine"])),
                .product(
                    name: "UnixSignals", package: "swift-service-lifecycle",
                    condition: .when(traits: ["Client", "Relay"])),
            ]
                + relay([
                    ("Configuration", "swift-configuration"),
                    ("Logging", "swift-log"),
                    ("ServiceLifecycle", "swift-service-lifecycle"),
                ]),
            swiftSettings: strict),

        // Tests read Tests/Corpus, which is data, from where it lies.
        .target(name: "TestSupport", path: "Tests/Support", swiftSettings: strict),
        .target(
            name: "RequestSupport",
            dependencies: ["MessageRequests", "MessageStream", "PartialJSON"],
            path: "Tests/RequestSupport", swiftSettings: strict),
        .testTarget(
            name: "ServerSentEventsTests", dependencies: ["ServerSentEvents", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "PartialJSONTests", dependencies: ["PartialJSON", "TestSupport"],
            swiftSettings: strict),
        .target(
            name: "OpenAPIRuntimeStandIn", path: "Tests/OpenAPIRuntimeStandIn",
            swiftSettings: strict),
        .testTarget(
            name: "ServerSentEventsDropInTests",
            dependencies: [
                "OpenAPIRuntimeStandIn", "ServerSentEvents", "ServerSentEventsDropIn",
                "ServerSentEventsDropInNames", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "EventSourceDropInTests",
            dependencies: ["EventSourceDropIn", "ServerSentEvents", "TestSupport"]
                + client([
                    ("AsyncHTTPClient", "async-http-client"),
                    ("NIOCore", "swift-nio"),
                    ("NIOPosix", "swift-nio"),
                ]),
            swiftSettings: strict),
        .testTarget(
            name: "MessageStreamTests",
            dependencies: ["MessageStream", "PartialJSON", "ServerSentEvents", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "MessageRequestsTests",
            dependencies: [
                "MessageRequests", "MessageStream", "PartialJSON", "RequestSupport", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "MessageStreamFoundationTests",
            dependencies: [
                "MessageRequests", "MessageStream", "MessageStreamFoundation",
                "MessageStreamReplay", "PartialJSON", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ServerSentEventsNIOTests",
            dependencies: ["ServerSentEvents", "ServerSentEventsNIO", "TestSupport"]
                + client([("NIOCore", "swift-nio"), ("NIOEmbedded", "swift-nio")]),
            swiftSettings: strict),
        .testTarget(
            name: "MessageStreamClientTests",
            dependencies: [
                "MessageRequests", "MessageStream", "MessageStreamClient", "MessageStreamReplay",
                "PartialJSON", "RequestSupport", "ServerSentEvents", "TestSupport",
            ]
                + client([
                    ("AsyncHTTPClient", "async-http-client"),
                    ("InMemoryLogging", "swift-log"),
                    ("InMemoryTracing", "swift-distributed-tracing"),
                    ("Logging", "swift-log"),
                    ("Metrics", "swift-metrics"),
                    ("MetricsTestKit", "swift-metrics"),
                    ("NIOCore", "swift-nio"),
                    ("NIOEmbedded", "swift-nio"),
                    ("NIOPosix", "swift-nio"),
                    ("Tracing", "swift-distributed-tracing"),
                ]),
            swiftSettings: strict),
        .testTarget(
            name: "MessageStreamReplayTests",
            dependencies: [
                "MessageStream", "MessageStreamReplay", "PartialJSON", "ServerSentEvents",
                "TestSupport",
            ] + relay([("NIOEmbedded", "swift-nio")]),
            swiftSettings: strict),
        .testTarget(
            name: "MessageStreamRelayTests",
            dependencies: [
                "MessageStream", "MessageStreamClient", "MessageStreamRelay", "MessageStreamReplay",
                "PartialJSON", "ServerSentEvents", "TestSupport",
            ]
                + relay([
                    ("Configuration", "swift-configuration"),
                    ("Crypto", "swift-crypto"),
                    ("Hummingbird", "hummingbird"),
                    ("Logging", "swift-log"),
                    ("NIOCore", "swift-nio"),
                    ("NIOEmbedded", "swift-nio"),
                    ("NIOHTTP1", "swift-nio"),
                    ("NIOPosix", "swift-nio"),
                ]),
            swiftSettings: strict),
        .testTarget(
            name: "MessageStreamLoadTests",
            dependencies: ["MessageStreamLoad", "PartialJSON"]
                + relay([("NIOCore", "swift-nio"), ("NIOPosix", "swift-nio")]),
            swiftSettings: strict),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "message-stream", "MessageStreamReplay", "PartialJSON", "TestSupport",
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c11
)
