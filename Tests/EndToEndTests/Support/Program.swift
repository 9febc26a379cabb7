import Foundation

/// The programs that these tests run, as they were built beside the tests.
enum Program {
    static var bgtop: String { Self.directory.appendingPathComponent("bgtop").path }
    static var bgtopDemo: String { Self.directory.appendingPathComponent("bgtop-demo").path }

    private static var directory: URL {
        #if canImport(Darwin)
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? Bundle.main
        return bundle.bundleURL.deletingLastPathComponent()
        #else
        return URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        #endif
    }
}
