import Foundation
import TestSupport
import Testing

@testable import bgtop

/// Where a command puts what it was asked for, on a real disk.
@Suite struct OutputFileTests {
    private let directory: TemporaryDirectory

    init() throws {
        self.directory = try TemporaryDirectory()
    }

    @Test func `a file has its name only when it is whole`() throws {
        try self.directory.write("old", to: "trace")
        let output = try OutputFile(self.directory.path("trace"))
        try output.write("new")
        #expect(try self.directory.text("trace") == "old")
        try output.finish()
        #expect(try self.directory.text("trace") == "new")
        #expect(try self.directory.names == ["trace"])
    }

    @Test func `what never becomes whole leaves nothing behind`() throws {
        try self.directory.write("old", to: "trace")
        do {
            let output = try OutputFile(self.directory.path("trace"))
            try output.write("new")
            #expect(try self.directory.names.count == 2)
        }
        #expect(try self.directory.text("trace") == "old")
        #expect(try self.directory.names == ["trace"])
    }

    @Test(arguments: ["folder/trace", "ABSOLUTE/folder/trace"])
    func `a link stays a link, also one that leads to nothing yet`(target: String) throws {
        let target = target.replacing("ABSOLUTE", with: self.directory.path)
        try FileManager.default.createDirectory(atPath: self.directory.path("folder"), withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: self.directory.path("middle"), withDestinationPath: target)
        try FileManager.default.createSymbolicLink(atPath: self.directory.path("trace"), withDestinationPath: "middle")
        for text in ["first", "second"] {
            let output = try OutputFile(self.directory.path("trace"))
            try output.write(text)
            try output.finish()
            #expect(try self.directory.text("folder/trace") == text)
        }
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: self.directory.path("trace")) == "middle")
        #expect(try self.directory.names == ["folder", "middle", "trace"])
    }

    @Test func `a pipe with a name is written to as it comes, and stays one`() throws {
        let path = self.directory.path("pipe")
        #expect(unsafe mkfifo(path, 0o600) == 0)
        let reader = unsafe open(path, O_RDWR | O_CLOEXEC)
        defer { close(reader) }
        let output = try OutputFile(path)
        try output.write("as it comes")
        var bytes = [UInt8](repeating: 0, count: 100)
        let count = unsafe read(reader, &bytes, bytes.count)
        #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == "as it comes")
        try output.finish()
        #expect(try self.directory.names == ["pipe"])
    }
}
