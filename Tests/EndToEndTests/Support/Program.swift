import Foundation

/// The programs that these tests run, as they were built beside the tests.
enum Program {
    static var bgtop: String { Self.directory.appendingPathComponent("bgtop").path }
    static var bgtopDemo: String { Self.directory.appendingPathComponent("bgtop-demo").path }

    /// A seed of the demo's whose first report takes 23 s: longer than any machine needs to look at it.
    static let seedOfLongReport = "14"
    /// One whose first report takes 11 s, less than the demo's own grace period.
    static let seedOfTenSecondReport = "17"

    private static var directory: URL {
        #if canImport(Darwin)
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? Bundle.main
        return bundle.bundleURL.deletingLastPathComponent()
        #else
        return URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        #endif
    }
}
