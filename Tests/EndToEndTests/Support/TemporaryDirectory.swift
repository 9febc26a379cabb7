import Foundation

/// A directory that is gone with its owner.
final class TemporaryDirectory: Sendable {
    private let url: URL

    init() throws {
        self.url = FileManager.default.temporaryDirectory.appendingPathComponent("bgtop-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: self.url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: self.url)
    }

    func path(_ name: String) -> String {
        self.url.appendingPathComponent(name).path
    }

    /// The text of a file; empty as long as there is none.
    func read(_ name: String) throws -> String {
        guard FileManager.default.fileExists(atPath: self.path(name)) else { return "" }
        return String(decoding: try Data(contentsOf: self.url.appendingPathComponent(name)), as: UTF8.self)
    }
}
