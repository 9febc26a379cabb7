import Foundation
import TestSupport

/// The compiler's opinion of a file that imports products of this package.
enum TypeCheck {
    /// - Returns: What the compiler complains about, warnings included; empty if it is content.
    static func complaints(about code: String) async throws -> String {
        try await onThreadOfItsOwn { try Self.complaintsOfCompiler(about: code) }
    }

    private static func complaintsOfCompiler(about code: String) throws -> String {
        let directory = try TemporaryDirectory()
        try directory.write(code, to: "Example.swift")
        let (compiler, output) = (Process(), Pipe())
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments = ["swiftc", "-typecheck", "-swift-version", "6", "-parse-as-library", "-warnings-as-errors"]
        compiler.arguments? += try self.modules() + [directory.path("Example.swift")]
        compiler.standardOutput = output
        compiler.standardError = output
        try compiler.run()
        let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        compiler.waitUntilExit()
        return compiler.terminationStatus == 0 ? "" : "It ended with \(compiler.terminationStatus). \(said)"
    }

    /// Where the compiler finds what was built beside these tests: the modules in Swift, and those in C, of which some came with a
    /// map and for some the build made one.
    private static func modules() throws -> [String] {
        let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let checkouts = products.appendingPathComponent("../../checkouts").standardizedFileURL
        let made = try Self.entries(of: products).map { $0.appendingPathComponent("module.modulemap") }
        let came = try Self.entries(of: checkouts).flatMap { package in
            try Self.entries(of: package.appendingPathComponent("Sources")).map { $0.appendingPathComponent("include") }
        }
        return ["-I", products.appendingPathComponent("Modules").path]
            + made.filter(Self.exists).flatMap { ["-Xcc", "-fmodule-map-file=\($0.path)"] }
            + came.filter { Self.exists($0.appendingPathComponent("module.modulemap")) }.flatMap { ["-I", $0.path] }
    }

    private static func entries(of folder: URL) throws -> [URL] {
        guard self.exists(folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map(folder.appendingPathComponent)
    }

    private static func exists(_ file: URL) -> Bool { FileManager.default.fileExists(atPath: file.path) }
}
