import Foundation
import Testing

struct `The README` {
    @Test func `shows a server that compiles`() throws {
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let root = directory.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
        let compiled = try String(contentsOf: directory.appendingPathComponent("ReadmeServer.swift"), encoding: .utf8)
        let shown = readme.components(separatedBy: "```swift\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
        let server = try #require(shown.first { $0.contains("ServiceGroup(") })
        let body = try #require(compiled.components(separatedBy: "async throws {\n").dropFirst().first)
        #expect(self.statements(of: server) == self.statements(of: body.components(separatedBy: "\n}\n")[0]))
    }

    /// Lines without their indentation, and without what stands elsewhere in a file: imports.
    private func statements(of code: String) -> [String] {
        code.split(separator: "\n")
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && !$0.hasPrefix("import ") }
    }
}
