import BGTopDashboard
import BGTopLessons
import BGTopTeaching
import Foundation
import TestSupport
import Testing

@testable import bgtop

/// What somebody has learned, on a real disk.
@Suite struct LessonProgressFileTests {
    private let home: TemporaryDirectory
    private let file: LessonProgressFile
    private let lesson: Lesson

    init() throws {
        self.home = try TemporaryDirectory()
        self.file = LessonProgressFile(environment: ["XDG_STATE_HOME": self.home.path])
        self.lesson = try #require(Curriculum.lessons.first { $0.variants.count > 1 })
    }

    @Test(arguments: [
        (["XDG_STATE_HOME": "/x", "HOME": "/home/ann"], "/x/bgtop/lessons.json"),
        (["XDG_STATE_HOME": "x", "HOME": "/home/ann"], "/home/ann/.local/state/bgtop/lessons.json"),
        (["HOME": "/home/ann"], "/home/ann/.local/state/bgtop/lessons.json"),
        (["HOME": "ann"], ""), ([:], ""),
    ])
    func `it is where the XDG specification wants it`(environment: [String: String], path: String) {
        #expect(LessonProgressFile(environment: environment).name == path)
    }

    @Test func `what is noted is known the next time, and the last time counts`() throws {
        #expect(try self.file.load() == LessonProgress())
        try self.file.note(self.lesson.main, of: self.lesson, isRight: true)
        #expect(try self.file.load().countRight(in: self.lesson) == 1)
        try self.file.note(self.lesson.main, of: self.lesson, isRight: false)
        let progress = try self.file.load()
        #expect(progress.countRight(in: self.lesson) == 0 && progress.hasSeen(self.lesson.main, of: self.lesson))
        #expect(try self.home.mode(of: "bgtop/lessons.json") == 0o600)
    }

    @Test func `of many who learn at once nothing is lost`() async throws {
        let file = self.file
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lesson in Curriculum.lessons {
                for variant in lesson.all {
                    group.addTask { try file.note(variant, of: lesson, isRight: true) }
                }
            }
            try await group.waitForAll()
        }
        let progress = try self.file.load()
        for lesson in Curriculum.lessons { #expect(progress.countRight(in: lesson) == lesson.all.count, "\(lesson.name)") }
    }

    @Test func `a link stays a link, also one that leads to nothing yet`() throws {
        try FileManager.default.createDirectory(atPath: self.home.path("bgtop"), withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: self.file.name, withDestinationPath: "../kept.json")
        for variant in self.lesson.all { try self.file.note(variant, of: self.lesson, isRight: true) }
        #expect(try self.file.load().countRight(in: self.lesson) == self.lesson.all.count)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: self.file.name) == "../kept.json")
        #expect(try self.home.names == ["bgtop", "kept.json"])
    }

    @Test(
        arguments: [
            ("not JSON", "It cannot be understood."),
            (LegibleText(String(repeating: " ", count: 2_000_000)), "It is larger than 1024 KB, which no such file ever is."),
        ] as [(LegibleText, String)]
    )
    func `what cannot be understood is told, and left as it is`(broken: LegibleText, sentence: String) throws {
        try FileManager.default.createDirectory(atPath: self.home.path("bgtop"), withIntermediateDirectories: false)
        try self.home.write(broken.text, to: "bgtop/lessons.json")
        #expect(throws: AtomicFile.Failure(sentence)) { try self.file.load() }
        #expect(throws: AtomicFile.Failure(sentence)) {
            try self.file.note(self.lesson.main, of: self.lesson, isRight: true)
        }
        #expect(try self.home.text("bgtop/lessons.json") == broken.text)
    }

    @Test func `a pipe in its place is told, and not waited for`() throws {
        try FileManager.default.createDirectory(atPath: self.home.path("bgtop"), withIntermediateDirectories: false)
        #expect(unsafe mkfifo(self.file.name, 0o600) == 0)
        #expect(throws: AtomicFile.Failure("It is no file.")) { try self.file.load() }
    }
}
