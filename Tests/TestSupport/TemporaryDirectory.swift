import Foundation

/// A directory that only this user may enter, and that is gone, with all that is in it, with its owner.
package final class TemporaryDirectory: Sendable {
    package let path: String

    /// Near the root, because the path of a socket has to be short.
    package init() throws {
        var template = Array("/tmp/bgtop-test-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        self.path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: self.path)
    }

    /// The path of something in it.
    package func path(_ name: String) -> String { "\(self.path)/\(name)" }

    /// The names of what is in it.
    package var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: self.path).sorted() }
    }

    package func mode(of name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: self.path(name))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
    }

    package func text(_ name: String) throws -> String {
        try String(contentsOfFile: self.path(name), encoding: .utf8)
    }

    package func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: self.path(name))))
    }

    package func write(_ text: String, to name: String) throws {
        try self.write(text.utf8, to: name)
    }

    package func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
        try Data(bytes).write(to: URL(filePath: self.path(name)))
    }

    package func append(_ bytes: some Sequence<UInt8>, to name: String) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: self.path(name)))
        defer { try? file.close() }
        try file.seekToEnd()
        try file.write(contentsOf: Data(bytes))
    }
}
