// swift-tools-version: 6.3
import PackageDescription

// A package of its own: who builds or tests the library does not wait for gRPC.
let package = Package(
    name: "bgtop-examples",
    platforms: [.macOS(.v15)],
    dependencies: [
        // With its address in your own package: .package(url: "…/bgtop", branch: "main", traits: ["Hummingbird"]).
        .package(name: "bgtop", path: "..", traits: ["Hummingbird"]),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/grpc/grpc-swift-2", from: "2.4.0"),
        .package(url: "https://github.com/grpc/grpc-swift-nio-transport", from: "2.9.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.0"),
    ],
    targets: [
        .target(
            name: "HummingbirdExample",
            dependencies: [
                .product(name: "BackgroundWork", package: "bgtop"),
                .product(name: "BackgroundWorkHummingbird", package: "bgtop"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),
        .target(
            name: "FlyingFoxExample",
            dependencies: [
                .product(name: "BackgroundWork", package: "bgtop"),
                .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),
        .target(
            name: "GRPCExample",
            dependencies: [
                .product(name: "BackgroundWork", package: "bgtop"),
                .product(name: "GRPCCore", package: "grpc-swift-2"),
            ]
        ),
        .executableTarget(
            name: "shop",
            dependencies: [
                .product(name: "BackgroundWork", package: "bgtop"),
                .product(name: "BackgroundWorkAgent", package: "bgtop"),
                .product(name: "BackgroundWorkHummingbird", package: "bgtop"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ]
        ),
        .executableTarget(
            name: "deployed-shop",
            dependencies: [
                .product(name: "BackgroundWork", package: "bgtop"),
                .product(name: "BackgroundWorkAgent", package: "bgtop"),
                .product(name: "BackgroundWorkHummingbird", package: "bgtop"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),
        .executableTarget(
            name: "throughput-server",
            dependencies: [
                .product(name: "BackgroundWork", package: "bgtop"),
                .product(name: "BackgroundWorkHummingbird", package: "bgtop"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),
        .testTarget(
            name: "FrameworkTests",
            dependencies: [
                "FlyingFoxExample", "GRPCExample", "HummingbirdExample",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "BackgroundWork", package: "bgtop"),
                .product(name: "BackgroundWorkEvents", package: "bgtop"),
                .product(name: "BackgroundWorkHummingbird", package: "bgtop"),
                .product(name: "BackgroundWorkTestKit", package: "bgtop"),
                .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
                .product(name: "GRPCCore", package: "grpc-swift-2"),
                .product(name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "InMemoryLogging", package: "swift-log"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

// As a package of one's own begins, without settings.
for target in package.targets where !["shop", "deployed-shop"].contains(target.name) {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
        // What a dependency deprecates in its next minor version is no reason why a clone does not build.
        .treatWarning("DeprecatedDeclaration", as: .warning),
    ]
}
