import Foundation
import TestSupport
import Testing

@testable import BGTopDashboard

/// What is written when somebody saves the screen.
@Suite struct TextFileTests {
    private static let texts = [(ending: "txt", text: "as text\n"), (ending: "svg", text: "<svg/>\n")]

    @Test func `the files have one name, and nobody else may read them`() throws {
        let directory = try TemporaryDirectory()
        let paths = try TextFile.create(Self.texts, name: directory.path("bgtop-tasks"))
        #expect(paths == ["bgtop-tasks.txt", "bgtop-tasks.svg"].map(directory.path))
        #expect(try String(contentsOfFile: paths[0], encoding: .utf8) == "as text\n")
        #expect(try String(contentsOfFile: paths[1], encoding: .utf8) == "<svg/>\n")
        for path in paths {
            var status = stat()
            #expect(unsafe stat(path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
        }
    }

    @Test func `the name is taken if it is for one of them, and no file is ever touched`() throws {
        let directory = try TemporaryDirectory()
        try "mine".write(toFile: directory.path("bgtop-tasks.svg"), atomically: false, encoding: .utf8)
        let paths = try TextFile.create(Self.texts, name: directory.path("bgtop-tasks"))
        #expect(paths == ["bgtop-tasks-2.txt", "bgtop-tasks-2.svg"].map(directory.path))
        #expect(try directory.names == ["bgtop-tasks-2.svg", "bgtop-tasks-2.txt", "bgtop-tasks.svg"])
        #expect(try String(contentsOfFile: directory.path("bgtop-tasks.svg"), encoding: .utf8) == "mine")
    }

    @Test func `where none can be written it is said which, and why`() throws {
        let directory = try TemporaryDirectory()
        let error = #expect(throws: TextFile.Failure.self) {
            try TextFile.create(Self.texts, name: directory.path("no/such/bgtop-tasks"))
        }
        #expect(error?.description == directory.path("no/such/bgtop-tasks.txt") + ": No such file or directory")
        #expect(try directory.names.isEmpty)
    }
}
