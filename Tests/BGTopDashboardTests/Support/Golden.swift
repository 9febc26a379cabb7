import Foundation
import Testing

@testable import BGTopDashboard

/// A picture that was once found right, as a text file.
///
/// With `UPDATE_GOLDENS=1` in the environment the files are written instead of compared.
struct Golden {
    let directory: URL
    let file: String

    init(name: String) {
        self.init(directory: Self.goldens, file: name + ".txt")
    }

    init(directory: URL, file: String) {
        self.directory = directory
        self.file = file
    }

    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    static let goldens = Self.tests.appendingPathComponent("Goldens")
    /// What the README shows.
    static let pictures = Self.tests.appendingPathComponent("../../Demo/Pictures").standardizedFileURL

    private static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1"

    private var url: URL { self.directory.appendingPathComponent(self.file) }

    func check(_ text: String) throws {
        if Self.isUpdating {
            try FileManager.default.createDirectory(at: self.directory, withIntermediateDirectories: true)
            try text.write(to: self.url, atomically: true, encoding: .utf8)
            return
        }
        let expected = try? String(contentsOf: self.url, encoding: .utf8)
        if expected != text {
            Issue.record(
                """
                \(self.file) is not what it was. If the new picture is better: UPDATE_GOLDENS=1 swift test
                --- was
                \(expected ?? "(there is no such file)")
                --- is
                \(text)
                """
            )
        }
    }
}
