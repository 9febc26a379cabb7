import Foundation

/// A directory that only this user may enter, and that is gone with its owner.
final class ScratchDirectory: Sendable {
    let path: String

    /// Near the root, because the path of a socket has to be short.
    init() throws {
        self.path = "/tmp/bgtop-test-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(
            atPath: self.path,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
    }

    deinit {
        try? FileManager.default.removeItem(atPath: self.path)
    }

    subscript(name: String) -> String { "\(self.path)/\(name)" }

    func mode(of name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: self[name])
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
    }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: self.path)) ?? []).sorted() }
}
