import Foundation

/// A folder that is gone, with all that is in it, when nobody needs it any more.
final class TemporaryFolder {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "bgtop-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        self.path = url.path(percentEncoded: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: self.path)
    }

    /// The path of something in it.
    func callAsFunction(_ name: String) -> String { "\(self.path)/\(name)" }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: self.path).sorted() }
    }

    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: self(name))))
    }

    func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
        try Data(bytes).write(to: URL(filePath: self(name)))
    }

    func append(_ bytes: some Sequence<UInt8>, to name: String) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: self(name)))
        defer { try? file.close() }
        try file.seekToEnd()
        try file.write(contentsOf: Data(bytes))
    }
}
