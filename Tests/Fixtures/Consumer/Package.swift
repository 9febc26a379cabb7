// swift-tools-version: 6.3
import PackageDescription

// What the README shows, where `check` puts the address of this repository: dependencies of a package that is given by its path are
// resolved whether they are used or not, and users do not depend on a path.
let package = Package(
    name: "consumer",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "…/bgtop", branch: "main")
    ],
    targets: [
        .executableTarget(name: "Consumer", dependencies: [.product(name: "BackgroundWork", package: "bgtop")])
    ]
)
