import BackgroundWorkEvents
import Foundation
import TestSupport
import Testing

@testable import BackgroundWorkWire

/// What is recorded lies in files that can be read, and in no more of them than there may be.
struct RecordingTests {
    private let folder: TemporaryDirectory
    private let source = StagedSource()

    init() throws {
        self.folder = try TemporaryDirectory()
    }

    @Test(arguments: UInt64(1)...20)
    func `what happened can be read, from the hello on`(seed: UInt64) throws {
        var random = RandomEvents(seed: seed)
        let events = random.oneOfEach() + random.oneOfEach()
        var recording = try self.recording()
        try recording.turn()
        self.source.tell(Array(events[..<20]))
        try recording.turn()
        self.source.tell(Array(events[20...]))
        try recording.turn()
        var reader = try RecordingReader(self.folder.path("tape"))
        #expect(reader.hello.process == StagedSource.process)
        #expect(reader.hello.software == "test 1")
        #expect(reader.hello.startedSince1970 == 990, "The process began ten nanoseconds before the anchor.")
        let read = try reader.all()
        #expect(read.first?.isSnapshot == true)
        #expect(spelled(Array(read.dropFirst())) == spelled(events))
        #expect(!reader.isCutShort)
    }

    @Test func `what was lost is told, and what is true after it`() throws {
        var recording = try self.recording(maximumBuffered: 5)
        try recording.turn()
        self.source.tell((1...8).map(TaskEvent.numbered))
        try recording.turn()
        self.source.tell([.numbered(9)])
        try recording.turn()
        var reader = try RecordingReader(self.folder.path("tape"))
        let read = try reader.all()
        #expect(read.compactMap(\.number) == [1, 2, 3, 4, 5, 9])
        #expect(
            read.contains {
                if case .gap(lost: 3) = $0.kind { true } else { false }
            }
        )
        #expect(read.filter(\.isSnapshot).count == 2)
    }

    @Test func `full files keep their place in the order, the oldest goes, and each can be read without the others`() throws {
        var recording = try self.recording(limits: RecordingLimits(maximumFileSize: 1_000, maximumFiles: 3))
        for number in UInt64(1)...2_000 {
            self.source.tell([.numbered(number)])
            try recording.turn()
        }
        #expect(try self.folder.names == ["tape", "tape.1", "tape.2"])
        var numbers: [UInt64] = []
        var snapshots: Set<UInt64> = []
        for name in ["tape.2", "tape.1", "tape"] {
            var reader = try RecordingReader(self.folder.path(name))
            #expect(reader.hello.process == StagedSource.process)
            let read = try reader.all()
            guard case .snapshot(let snapshot) = read.first?.kind else { throw Unexpected() }
            snapshots.insert(snapshot.lateReports)
            numbers += read.compactMap(\.number)
            #expect(try self.folder.bytes(name).count < 1_100)
        }
        #expect(snapshots.count == 3, "Each has a snapshot of its own.")
        let first = try #require(numbers.first)
        #expect(numbers == Array(first...2_000), "Nothing is missing from one file to the next.")
        #expect(self.source.readers == 1)
    }

    @Test func `one file is one file`() throws {
        var recording = try self.recording(limits: RecordingLimits(maximumFileSize: 1_000, maximumFiles: 1))
        for number in UInt64(1)...500 {
            self.source.tell([.numbered(number)])
            try recording.turn()
        }
        #expect(try self.folder.names == ["tape"])
        #expect(self.source.subscriptions > 2)
    }

    @Test func `a file is not full before it holds more than it began with`() throws {
        var recording = try self.recording(limits: RecordingLimits(maximumFileSize: 1, maximumFiles: 9))
        for number in UInt64(1)...20 {
            self.source.tell([.numbered(number)])
            try recording.turn()
        }
        for name in try self.folder.names where name != "tape" {
            var reader = try RecordingReader(self.folder.path(name))
            #expect(try reader.all().count > 2)
        }
    }

    @Test func `a full file goes on until there is a snapshot to begin the next with`() throws {
        var recording = try self.recording(limits: RecordingLimits(maximumFileSize: 300, maximumFiles: 3))
        try recording.turn()
        self.source.withholdSnapshots(true)
        for number in UInt64(1)...100 {
            self.source.tell([.numbered(number)])
            try recording.turn()
        }
        #expect(try self.folder.names == ["tape"])
        #expect(self.source.subscriptions == 2)
        self.source.withholdSnapshots(false)
        self.source.tell([.numbered(101)])
        try recording.turn()
        self.source.tell([.numbered(102)])
        try recording.turn()
        #expect(try self.folder.names == ["tape", "tape.1"])
        var full = try RecordingReader(self.folder.path("tape.1"))
        #expect(try full.all().compactMap(\.number) == Array(1...101))
        var next = try RecordingReader(self.folder.path("tape"))
        #expect(try next.all().compactMap(\.number) == [102])
    }

    @Test func `where the process has no place for who would begin the next file, it is asked again now and then`() throws {
        var recording = try self.recording(limits: RecordingLimits(maximumFileSize: 1_000, maximumFiles: 2))
        try recording.turn()
        self.source.refuseNewcomers(true)
        for number in UInt64(1)...500 {
            self.source.tell([.numbered(number)])
            try recording.turn()
        }
        #expect(try self.folder.names == ["tape"])
        #expect(self.source.readers == 1, "Nothing is kept for who was refused.")
        let (size, asked) = (try self.folder.bytes("tape").count, self.source.subscriptions - 1)
        #expect(size > 3_000)
        #expect(asked > 1)
        #expect(asked <= 1 + (size - 1_000) / 100, "Not again with each turn.")
        self.source.refuseNewcomers(false)
        var last: UInt64 = 500
        while try self.folder.names.count == 1, last < 600 {
            last += 1
            self.source.tell([.numbered(last)])
            try recording.turn()
        }
        #expect(try self.folder.names == ["tape", "tape.1"])
        var full = try RecordingReader(self.folder.path("tape.1"))
        #expect(try full.all().compactMap(\.number) == Array(1...last))
    }

    @Test func `nothing is written before there is a snapshot`() throws {
        self.source.withholdSnapshots(true)
        var recording = try self.recording()
        try recording.turn()
        #expect(try self.folder.bytes("tape").isEmpty)
        self.source.withholdSnapshots(false)
        try recording.turn()
        var reader = try RecordingReader(self.folder.path("tape"))
        #expect(try reader.all().count == 1)
    }

    // MARK: - Files

    @Test func `nobody else may read it`() throws {
        _ = try self.recording()
        let attributes = try FileManager.default.attributesOfItem(atPath: self.folder.path("tape"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test(arguments: ["tape", "tape.1", "tape.3"])
    func `what is there already is not recorded over`(name: String) throws {
        try self.folder.write([1, 2, 3], to: name)
        let error = try #require(throws: RecordingError.self) { _ = try self.recording() }
        #expect(
            error.description
                == "\(self.folder.path(name)): It exists, and nothing is recorded over what may be of use."
                + " Remove it, or choose another name."
        )
        #expect(try self.folder.bytes(name) == [1, 2, 3])
        #expect(try self.folder.names == [name])
    }

    @Test func `an empty file is used`() throws {
        try self.folder.write([], to: "tape")
        var recording = try self.recording()
        try recording.turn()
        #expect(try !self.folder.bytes("tape").isEmpty)
    }

    @Test func `a path that leads nowhere, or to no file, is said to`() throws {
        try FileManager.default.createDirectory(atPath: self.folder.path("folder"), withIntermediateDirectories: false)
        #expect(unsafe mkfifo(self.folder.path("pipe"), 0o600) == 0)
        let sentences = ["missing/tape", "folder", "pipe"].map { name in
            #expect(throws: RecordingError.self) { _ = try self.recording(name) }?.description
        }
        #expect(
            sentences == [
                "\(self.folder.path("missing/tape")): No such file or directory.",
                "\(self.folder.path("folder")): Is a directory.",
                "\(self.folder.path("pipe")): No such device or address.",
            ]
        )
        #expect(throws: RecordingError.self) { _ = try RecordingFile(creating: "/dev/null") }
    }

    @Test func `a file that is removed is nothing to write to`() throws {
        var recording = try self.recording()
        try recording.turn()
        try FileManager.default.removeItem(atPath: self.folder.path("tape"))
        self.source.tell([.numbered(1)])
        do {
            try recording.turn()
            Issue.record("It was written to.")
        } catch {
            #expect(error.description == "\(self.folder.path("tape")): It was removed.")
        }
    }

    private func recording(
        _ name: String = "tape",
        limits: RecordingLimits = RecordingLimits(),
        maximumBuffered: Int = 1_000
    ) throws -> Recording {
        Recording(
            of: self.source,
            files: try RecordingFiles(self.folder.path(name), limits: limits),
            software: "test 1",
            maximumBuffered: maximumBuffered,
            onReady: {}
        )
    }

    private struct Unexpected: Error {}
}
