import BackgroundWorkEvents
import Foundation
import TestSupport
import Testing

@testable import BackgroundWorkWire

/// Whatever a file holds, as much of it is read as makes sense.
struct RecordingReaderTests {
    private let folder: TemporaryDirectory
    private let hello = FrameWriter.frame(Hello(software: "test 1", process: StagedSource.process))

    init() throws {
        self.folder = try TemporaryDirectory()
    }

    @Test(arguments: UInt64(1)...20)
    func `of a file that was cut off anywhere, all whole frames are read`(seed: UInt64) throws {
        var random = RandomEvents(seed: seed)
        let frames = (0..<8).map { _ in FrameWriter.frames((0..<3).map { _ in random.event() }).flatMap(\.self) }
        let bytes = self.hello + frames.flatMap(\.self)
        for _ in 0..<20 {
            let count = self.hello.count + random.number(below: bytes.count - self.hello.count + 1)
            try self.folder.write(bytes.prefix(count), to: "tape")
            var reader = try RecordingReader(self.folder.path("tape"))
            var whole = 0
            var end = self.hello.count
            while whole < frames.count, end + frames[whole].count <= count {
                end += frames[whole].count
                whole += 1
            }
            #expect(try reader.all().count == 3 * whole)
            #expect(reader.isCutShort == (end < count))
        }
    }

    @Test func `a snapshot of which a part is missing is none, and is said to be cut short`() throws {
        let frames = self.largeSnapshot(at: 5)
        try self.folder.write(self.hello + frames.dropLast().flatMap(\.self), to: "tape")
        var reader = try RecordingReader(self.folder.path("tape"))
        #expect(try reader.all().isEmpty)
        #expect(reader.isCutShort)
    }

    @Test func `what is still being written is read as far as it has come`() throws {
        let frames = (UInt64(1)...3).map { FrameWriter.frames([.numbered($0)]).flatMap(\.self) }
        try self.folder.write(self.hello + frames[0] + frames[1].prefix(3), to: "tape")
        var reader = try RecordingReader(self.folder.path("tape"))
        #expect(try reader.all().compactMap(\.number) == [1])
        #expect(reader.isCutShort)
        try self.folder.append(frames[1].dropFirst(3) + frames[2], to: "tape")
        #expect(try reader.all().compactMap(\.number) == [2, 3])
        #expect(!reader.isCutShort)
    }

    // MARK: - From the middle

    @Test(arguments: UInt64(1)...2)
    func `from each snapshot on it reads as it did on its way there`(seed: UInt64) throws {
        var random = RandomEvents(seed: seed)
        var frames: [[UInt8]] = [self.hello]
        for number in UInt64(1)...12 {
            let at = TaskInstant(nanoseconds: Int64(number * 100))
            frames += FrameWriter.frames((0..<random.number(below: 4)).map { TaskEvent.numbered(number * 100 + UInt64($0)) })
            let snapshot = random.snapshot(live: random.number(below: 2) == 0 ? 1 : 700)
            frames += FrameWriter.frames([.numbered(number), TaskEvent(at: at, .snapshot(snapshot)), .numbered(1_000 + number)])
        }
        try self.folder.write(frames.flatMap(\.self), to: "tape")
        var reader = try RecordingReader(self.folder.path("tape"))
        let all = try reader.all()
        let marks = reader.index.snapshots
        #expect(marks.map(\.at.nanoseconds) == (1...12).map { $0 * 100 })
        for mark in marks.shuffled(using: &random) {
            reader.seek(to: mark)
            let first = try #require(all.firstIndex { $0.isSnapshot && $0.at == mark.at })
            let read = try reader.all()
            #expect(read.map(\.at) == all[first...].map(\.at))
            guard case .snapshot(let snapshot) = read.first?.kind, case .snapshot(let original) = all[first].kind else {
                throw Unexpected()
            }
            #expect(snapshot.totals == original.totals)
            #expect(snapshot.live.map(\.task.id) == original.live.map(\.task.id))
        }
        #expect(reader.index.snapshots == marks, "What is read again is not noted again.")
    }

    @Test func `snapshots that overlap in a frame are found by the first of them`() throws {
        var random = RandomEvents(seed: 1)
        let events = [
            TaskEvent(at: TaskInstant(nanoseconds: 1), .snapshot(random.snapshot(live: 700))),
            TaskEvent(at: TaskInstant(nanoseconds: 2), .snapshot(random.snapshot(live: 700))), .numbered(3),
        ]
        try self.folder.write(self.hello + FrameWriter.frames(events).flatMap(\.self), to: "tape")
        var reader = try RecordingReader(self.folder.path("tape"))
        _ = try reader.all()
        for mark in reader.index.snapshots {
            reader.seek(to: mark)
            let read = try reader.all()
            #expect(read.first?.at == mark.at)
            #expect(read.last?.number == 3)
        }
        #expect(reader.index.snapshot(before: TaskInstant(nanoseconds: 2))?.at.nanoseconds == 1)
    }

    @Test func `the nearest snapshot is the last that is no later`() throws {
        var random = RandomEvents(seed: 1)
        var frames = [self.hello]
        for at in [10, 20, 30] {
            frames += FrameWriter.frames([
                TaskEvent(at: TaskInstant(nanoseconds: Int64(at)), .snapshot(random.snapshot(live: 0)))
            ])
        }
        try self.folder.write(frames.flatMap(\.self), to: "tape")
        var reader = try RecordingReader(self.folder.path("tape"))
        #expect(reader.index.snapshot(before: TaskInstant(nanoseconds: 30)) == nil, "Nothing has been read.")
        _ = try reader.all()
        let found = [5, 10, 19, 20, 30, 99].map { reader.index.snapshot(before: TaskInstant(nanoseconds: $0))?.at.nanoseconds }
        #expect(found == [10, 10, 10, 20, 30, 30])
    }

    @Test func `when it ends is known before it is read`() throws {
        try self.folder.write(self.hello, to: "tape")
        #expect(try RecordingReader(self.folder.path("tape")).end == nil)
        let frames = self.largeSnapshot(at: 70)
        try self.folder.append(frames.flatMap(\.self), to: "tape")
        #expect(try RecordingReader(self.folder.path("tape")).end?.nanoseconds == 70)
        try self.folder.append(FrameWriter.frames([.numbered(95), .numbered(90)]).flatMap(\.self), to: "tape")
        try self.folder.append(FrameWriter.frames([.numbered(99)])[0].dropLast(), to: "tape")
        var reader = try RecordingReader(self.folder.path("tape"))
        #expect(reader.end?.nanoseconds == 95)
        _ = try reader.all()
        #expect(reader.index.end?.nanoseconds == 95)
    }

    @Test func `the zeros that a loss of power left behind hide no end`() throws {
        let other = FrameWriter.frame(refusal: "The process ends.")
        try self.folder.write(self.hello + FrameWriter.frames([.numbered(70)]).flatMap(\.self) + other, to: "tape")
        try self.folder.append(Array(repeating: 0, count: 100_000), to: "tape")
        #expect(try RecordingReader(self.folder.path("tape")).end?.nanoseconds == 70)
    }

    @Test func `where there is much that tells nothing, whoever reads comes to other things`() throws {
        let frames = FrameWriter.frames([.numbered(1)]).flatMap(\.self)
        try self.folder.write(self.hello + Array(repeating: 0, count: 200_000) + frames, to: "tape")
        var reader = try RecordingReader(self.folder.path("tape"))
        var readings: [[UInt64]] = []
        while let events = try reader.next() { readings.append(events.compactMap(\.number)) }
        #expect(readings.count > 3)
        #expect(readings.flatMap(\.self) == [1])
    }

    // MARK: - What is no recording

    @Test func `what is no recording is said to be none`() throws {
        try self.folder.write([], to: "empty")
        try self.folder.write(Array("Dear diary, today I have written a text that is no recording.\n".utf8), to: "text")
        try self.folder.write(FrameWriter.frames([.numbered(1)]).flatMap(\.self), to: "headless")
        try self.folder.write(self.hello.dropLast(), to: "short")
        try FileManager.default.createDirectory(atPath: self.folder.path("folder"), withIntermediateDirectories: false)
        #expect(unsafe mkfifo(self.folder.path("pipe"), 0o600) == 0)
        let sentences = ["empty", "text", "headless", "short", "folder", "pipe", "missing"].map { name in
            #expect(throws: RecordingError.self) { try RecordingReader(self.folder.path(name)) }?.reason
        }
        #expect(
            sentences == [
                "It is empty: nothing has been recorded in it.", "It is not a recording of bgtop.",
                "It is not a recording of bgtop.", "It is not a recording of bgtop.", "It is a folder.", "It is no file.",
                "No such file or directory.",
            ]
        )
    }

    @Test func `another major version is refused with what to do`() throws {
        let own = Hello.Version.current.major
        let newer = Hello(version: .init(major: own + 1, minor: 0), software: "9.0")
        try self.folder.write(FrameWriter.frame(newer), to: "tape")
        let error = try #require(throws: RecordingError.self) { try RecordingReader(self.folder.path("tape")) }
        #expect(
            error.reason
                == "It was recorded by 9.0 in version \(own + 1) of the format, and this bgtop reads version \(own). Update bgtop."
        )
    }

    @Test func `what is damaged is read up to there, and the place is said`() throws {
        let good = self.hello + FrameWriter.frames([.numbered(1), .numbered(2)]).flatMap(\.self)
        try self.folder.write(good + Array(repeating: 0xff, count: 100), to: "tape")
        var reader = try RecordingReader(self.folder.path("tape"))
        #expect(try reader.next()?.compactMap(\.number) == [1, 2])
        let error = try #require(throws: RecordingError.self) { try reader.next() }
        #expect(error.reason == "It cannot be read beyond byte \(good.count), where it is damaged.")
    }

    @Test(arguments: UInt64(1)...300)
    func `random bytes and changed ones end nothing`(seed: UInt64) throws {
        var random = RandomEvents(seed: seed)
        var bytes = self.hello + FrameWriter.frames(random.oneOfEach()).flatMap(\.self)
        if seed.isMultiple(of: 3) {
            bytes = (0..<1 + random.number(below: 4_000)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        } else {
            for _ in 0...random.number(below: 20) {
                bytes[random.number(below: bytes.count)] = UInt8(truncatingIfNeeded: random.next())
            }
        }
        try self.folder.write(bytes, to: "tape")
        guard var reader = try? RecordingReader(self.folder.path("tape")) else { return }
        while let events = try? reader.next() { _ = events }
        for mark in reader.index.snapshots {
            reader.seek(to: mark)
            _ = try? reader.next()
        }
    }

    /// In several frames.
    private func largeSnapshot(at nanoseconds: Int64) -> [[UInt8]] {
        var random = RandomEvents(seed: 1)
        let event = TaskEvent(at: TaskInstant(nanoseconds: nanoseconds), .snapshot(random.snapshot(live: 1_500)))
        let frames = FrameWriter.frames([event])
        #expect(frames.count > 1)
        return frames
    }

    private struct Unexpected: Error {}
}
