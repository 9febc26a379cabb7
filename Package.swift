// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "bgtop",
    platforms: [.macOS(.v15)],
    // The executables have no products of their own on purpose: a declared one would make every package that uses the library
    // resolve what the executable needs, a web server and an HTTP client among it. `swift run bgtop` does without.
    products: [
        .library(name: "BackgroundWork", targets: ["BackgroundWork"]),
        .library(name: "BackgroundWorkEvents", targets: ["BackgroundWorkEvents"]),
        .library(name: "BackgroundWorkTestKit", targets: ["BackgroundWorkTestKit"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // The side that is watched: applications import it.
        .target(name: "BackgroundWorkEvents"),
        .target(
            name: "BackgroundWork",
            dependencies: [
                "BackgroundWorkEvents",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ]
        ),
        .target(
            name: "BackgroundWorkTestKit",
            dependencies: [
                "BackgroundWork", "BackgroundWorkEvents",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),

        // The side that watches.
        .target(
            name: "BGTopStore",
            dependencies: [
                "BackgroundWorkEvents",
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ]
        ),
        .target(
            name: "CNCurses",
            linkerSettings: [
                .linkedLibrary("ncursesw", .when(platforms: [.linux])),
                .linkedLibrary("ncurses", .when(platforms: [.macOS])),
            ]
        ),
        // What a lesson is, and what is seen of its run.
        .target(name: "BGTopTeaching", dependencies: ["BackgroundWorkEvents"]),
        .target(
            name: "BGTopDashboard",
            dependencies: [
                "BackgroundWorkEvents", "BGTopStore", "BGTopTeaching", "CNCurses",
                .product(name: "DequeModule", package: "swift-collections"),
            ]
        ),

        // What the tests of several targets have in common.
        .target(name: "TestSupport", dependencies: ["BackgroundWorkEvents", "CTestWidth"], path: "Tests/TestSupport"),
        // How many of them run at a time.
        .target(name: "CTestWidth", path: "Tests/CTestWidth"),
        .testTarget(name: "BackgroundWorkEventsTests", dependencies: ["BackgroundWorkEvents"]),
        // Lets ThreadSanitizer see what a Mutex orders; nothing in other builds.
        .target(name: "CThreadSanitizerMutex", path: "Tests/CThreadSanitizerMutex"),
        .testTarget(
            name: "BackgroundWorkTests",
            dependencies: [
                "BackgroundWork", "BackgroundWorkEvents", "BackgroundWorkTestKit", "CThreadSanitizerMutex", "TestSupport",
                .product(name: "InMemoryLogging", package: "swift-log"),
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),

        // What `bgtop learn` plays.
        .target(
            name: "BGTopLessons",
            dependencies: [
                "BackgroundWork", "BackgroundWorkEvents", "BGTopTeaching",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),
        .testTarget(
            name: "BGTopLessonsTests",
            dependencies: [
                "BackgroundWork", "BackgroundWorkEvents", "BackgroundWorkTestKit", "BGTopLessons", "BGTopTeaching",
                "TestSupport",
            ],
            exclude: ["Lanes.txt"]
        ),

        // What judges the exercises that go with the lessons.
        .target(
            name: "ExerciseJudges",
            dependencies: ["BackgroundWork", "BackgroundWorkEvents", "BGTopLessons", "BGTopTeaching"],
            path: "Demo/ExerciseJudges"
        ),

        // Tasks to play with.
        .executableTarget(
            name: "bgtop-playground",
            dependencies: ["BackgroundWork", "BackgroundWorkEvents", "BGTopDashboard", "CThreadSanitizerMutex"],
            path: "Demo/Playground"
        ),

        // A process at work with its dashboard; the tests use it in a pseudo-terminal.
        .target(name: "CPseudoterminal", path: "Tests/CPseudoterminal"),
        .executableTarget(
            name: "live-dashboard",
            dependencies: ["BackgroundWork", "BackgroundWorkEvents", "BGTopDashboard", "CThreadSanitizerMutex"],
            path: "Tests/LiveDashboard"
        ),
        .testTarget(
            name: "LiveDashboardTests",
            dependencies: ["bgtop-playground", "live-dashboard", "CPseudoterminal", "TestSupport"]
        ),
    ],
    swiftLanguageModes: [.v6]
)

// Everything else. With BGTOP_WITHOUT_SERVER set it is left out: ThreadSanitizer needs a build of its own of all that there is, and
// with a web server that takes many minutes.
if Context.environment["BGTOP_WITHOUT_SERVER"] == nil {
    package.dependencies += [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        // For `swift package generate-documentation` here. No target needs it, so that nobody who uses a product resolves it.
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ]
    package.products += [
        .library(name: "BackgroundWorkAgent", targets: ["BackgroundWorkAgent"]),
        .library(name: "BackgroundWorkHummingbird", targets: ["BackgroundWorkHummingbird"]),
    ]
    // A package that names one of the products resolves what all of them need; that of a trait only if it asks for the trait. So who
    // wants Hummingbird adds `traits: ["Hummingbird"]`, and nobody else hears of it. A package of its own, beside the sources here,
    // could not be added by its address; and enabled by default it would be resolved for all who do not say otherwise.
    package.traits = [
        .trait(
            name: "Hummingbird",
            description: "Fills the product BackgroundWorkHummingbird: the library at home in Hummingbird."
        )
    ]
    package.targets += [
        // What crosses a socket, and lies in a recording. The code is generated from bgtop.proto, by the command that stands in it.
        .target(
            name: "BackgroundWorkSchema",
            dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
            exclude: ["bgtop.proto"]
        ),
        .target(
            name: "BackgroundWorkWire",
            dependencies: [
                "BackgroundWorkEvents", "BackgroundWorkSchema",
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ]
        ),
        .testTarget(
            name: "BackgroundWorkWireTests",
            dependencies: [
                "BackgroundWorkEvents", "BackgroundWorkSchema", "BackgroundWorkWire", "TestSupport",
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ]
        ),

        // The way over a socket: the watched side's end, and the other one's, which plays recordings as well.
        .target(
            name: "BackgroundWorkAgent",
            dependencies: [
                "BackgroundWorkEvents", "BackgroundWorkWire",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            exclude: ["DEPLOYMENT.md"]
        ),
        // At home in Hummingbird; empty without the trait. Its tests are among the examples, which ask for it.
        .target(
            name: "BackgroundWorkHummingbird",
            dependencies: [
                "BackgroundWork", "BackgroundWorkEvents",
                .product(name: "HTTPTypes", package: "swift-http-types", condition: .when(traits: ["Hummingbird"])),
                .product(name: "Hummingbird", package: "hummingbird", condition: .when(traits: ["Hummingbird"])),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .target(
            name: "BGTopClient",
            dependencies: [
                "BackgroundWorkEvents", "BackgroundWorkWire",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        .testTarget(
            name: "BGTopClientTests",
            dependencies: [
                "BackgroundWork", "BackgroundWorkAgent", "BackgroundWorkEvents", "BackgroundWorkTestKit", "BackgroundWorkWire",
                "BGTopClient", "BGTopStore", "TestSupport",
                .product(name: "InMemoryLogging", package: "swift-log"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ]
        ),

        // What programs can read.
        .target(name: "BGTopExport", dependencies: ["BackgroundWorkEvents", "BGTopStore"]),
        .testTarget(
            name: "BGTopExportTests",
            dependencies: ["BackgroundWorkEvents", "BGTopExport", "BGTopStore", "TestSupport"]
        ),

        // What the programs have in common.
        .target(
            name: "BGTopCommandLine",
            dependencies: [
                "BackgroundWorkEvents", "BackgroundWorkWire", "BGTopDashboard",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(
            name: "bgtop",
            dependencies: [
                "BackgroundWorkEvents", "BackgroundWorkWire", "BGTopClient", "BGTopCommandLine", "BGTopDashboard",
                "BGTopExport", "BGTopLessons", "BGTopStore", "BGTopTeaching", "DemoServer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        .testTarget(
            name: "BGTopCommandTests",
            dependencies: [
                "bgtop", "BackgroundWorkEvents", "BGTopDashboard", "BGTopLessons", "BGTopStore", "BGTopTeaching", "TestSupport",
            ]
        ),

        // What shows it: a real server, its load, its scenarios.
        .target(
            name: "DemoServer",
            dependencies: [
                "BackgroundWork", "BackgroundWorkAgent", "BackgroundWorkEvents", "BGTopCommandLine", "BGTopDashboard",
                "BGTopExport", "BGTopStore",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Demo/DemoServer"
        ),
        .executableTarget(
            name: "bgtop-demo",
            dependencies: ["BGTopCommandLine", "DemoServer"],
            path: "Demo/bgtop-demo"
        ),

        // What the learner puts right.
        .executableTarget(
            name: "bgtop-exercises",
            dependencies: [
                "ExerciseJudges",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Demo/Exercises"
        ),
        .testTarget(
            name: "ExerciseTests",
            dependencies: [
                "bgtop-exercises", "BackgroundWork", "BGTopLessons", "BGTopTeaching", "ExerciseJudges", "TestSupport",
            ]
        ),

        // What it all costs: `swift run -c release bgtop-bench`.
        .target(name: "BenchmarkHarness", path: "Tests/Benchmarks/Harness"),
        .target(name: "CMallocStatistics", path: "Tests/Benchmarks/CMallocStatistics"),
        .executableTarget(
            name: "bgtop-bench",
            dependencies: [
                "BackgroundWork", "BackgroundWorkAgent", "BackgroundWorkEvents", "BackgroundWorkTestKit", "BGTopClient",
                "BGTopDashboard", "BGTopStore", "BenchmarkHarness", "CMallocStatistics",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Tests/Benchmarks/bgtop-bench"
        ),

        // What nobody means well by, for all that reads it: `swift run -c release bgtop-fuzz`.
        .target(
            name: "FuzzedDecoders",
            dependencies: [
                "BackgroundWorkEvents", "BackgroundWorkWire", "BGTopDashboard", "BGTopExport", "BGTopStore", "TestSupport",
            ],
            path: "Tests/Fuzzing/Decoders"
        ),
        .target(name: "CLibFuzzer", path: "Tests/Fuzzing/CLibFuzzer"),
        .executableTarget(
            name: "bgtop-fuzz",
            dependencies: [
                "CLibFuzzer", "FuzzedDecoders",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Fuzzing/bgtop-fuzz"
        ),
        .testTarget(name: "FuzzingTests", dependencies: ["FuzzedDecoders"]),

        // Opens the terminal, reports what comes in and ends in every way there is; the tests drive it in a pseudo-terminal.
        .executableTarget(
            name: "terminal-probe",
            dependencies: ["BGTopDashboard", "BackgroundWorkEvents"],
            path: "Tests/TerminalProbe"
        ),

        .testTarget(
            name: "BenchmarkTests",
            dependencies: [
                "bgtop-bench", "BenchmarkHarness",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .testTarget(
            name: "BGTopStoreTests",
            dependencies: ["BGTopStore", "BackgroundWork", "BackgroundWorkEvents", "BackgroundWorkTestKit", "TestSupport"]
        ),
        .testTarget(
            name: "BGTopDashboardTests",
            dependencies: [
                "BGTopDashboard", "BGTopLessons", "BGTopStore", "BGTopTeaching", "BackgroundWorkEvents", "CPseudoterminal",
                "TestSupport",
            ],
            exclude: ["Goldens", "CHECKLIST.md"]
        ),
        .testTarget(
            name: "DemoTests",
            dependencies: [
                "DemoServer", "BackgroundWork", "BackgroundWorkEvents", "BGTopDashboard", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "bgtop", "bgtop-demo", "BackgroundWorkEvents", "BackgroundWorkWire", "BGTopClient", "BGTopLessons",
                "BGTopTeaching",
                "TestSupport",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
    ]
}

// Neither is written by hand for Swift: one is C, the other one generated.
for target in package.targets where !["CNCurses", "BackgroundWorkSchema"].contains(target.name) {
    var settings = target.swiftSettings ?? []
    settings += [
        // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
        .enableUpcomingFeature("ExistentialAny"),
        // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
        .enableUpcomingFeature("InternalImportsByDefault"),
        // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0461-async-function-isolation.md
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0458-strict-memory-safety.md
        .strictMemorySafety(),
    ]
    // What a learner edits may deserve a warning, and has to run all the same.
    if !["bgtop-exercises", "bgtop-playground"].contains(target.name) {
        settings += [
            // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
            .enableUpcomingFeature("MemberImportVisibility"),
            .treatAllWarnings(as: .error),
            // What a dependency deprecates in its next minor version is no reason why a clone does not build.
            .treatWarning("DeprecatedDeclaration", as: .warning),
        ]
    }
    target.swiftSettings = settings
}
