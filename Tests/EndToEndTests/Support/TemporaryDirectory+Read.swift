import Foundation
import TestSupport

extension TemporaryDirectory {
    /// The text of a file; empty as long as there is none.
    func read(_ name: String) throws -> String {
        guard FileManager.default.fileExists(atPath: self.path(name)) else { return "" }
        return String(decoding: try self.bytes(name), as: UTF8.self)
    }
}
