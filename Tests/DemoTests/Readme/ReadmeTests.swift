import Foundation
import Testing

struct `The README` {
    @Test func `shows a server that compiles`() throws {
        try self.expect("ReadmeServer.swift", toContainTheListingWith: "ServiceGroup(")
    }

    @Test func `shows parts that compile`() throws {
        try self.expect("ReadmeParts.swift", toContainTheListingWith: "addTrackedTask")
    }

    // What the examples show is compiled, and tried, in a package of their own.

    @Test func `shows a middleware that compiles`() throws {
        try self.expect(
            "HummingbirdExample/Server.swift",
            in: "Examples/Sources",
            toContainTheListingWith: "BackgroundTasksMiddleware("
        )
    }

    @Test func `shows a handler that compiles`() throws {
        try self.expect(
            "FlyingFoxExample/BackgroundTasksHandler.swift",
            in: "Examples/Sources",
            toContainTheListingWith: "ServedRequest("
        )
    }

    private func expect(
        _ file: String,
        in folder: String = "Tests/DemoTests/Readme",
        toContainTheListingWith text: String
    ) throws {
        let own = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let root = own.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let directory = root.appendingPathComponent(folder)
        let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
        let compiled = try String(contentsOf: directory.appendingPathComponent(file), encoding: .utf8)
        let listings = readme.components(separatedBy: "```swift\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
        let shown = self.statements(of: try #require(listings.first { $0.contains(text) }))
        let statements = self.statements(of: compiled)
        #expect(statements.indices.contains { statements[$0...].starts(with: shown) }, "\(file) is not what the README shows")
    }

    /// Lines without their indentation, and without what stands elsewhere in a file: imports.
    private func statements(of code: String) -> [String] {
        code.split(separator: "\n")
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && !$0.hasPrefix("import ") }
    }
}
