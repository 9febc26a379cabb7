import BackgroundWorkEvents
import BackgroundWorkSchema
import SwiftProtobuf
import Testing

@testable import BackgroundWorkWire

/// What nobody means well by is refused, or left out, and ends nothing.
@Suite struct HostileFrameTests {
    @Test(arguments: UInt64(1)...300)
    func `random bytes are refused or wait for more`(seed: UInt64) {
        var random = RandomEvents(seed: seed)
        var reader = FrameReader()
        reader.append((0..<random.number(below: 4_000)).map { _ in UInt8(truncatingIfNeeded: random.next()) })
        self.readToTheEnd(&reader)
    }

    @Test(arguments: UInt64(1)...300)
    func `frames with bytes that were changed on the way end nothing`(seed: UInt64) {
        var random = RandomEvents(seed: seed)
        var bytes = FrameWriter.frames(random.oneOfEach()).flatMap(\.self)
        for _ in 0...random.number(below: 20) {
            bytes[random.number(below: bytes.count)] = UInt8(truncatingIfNeeded: random.next())
        }
        var reader = FrameReader()
        reader.append(bytes)
        self.readToTheEnd(&reader)
    }

    @Test(arguments: UInt64(1)...50)
    func `a frame that was cut off is waited for`(seed: UInt64) throws {
        var random = RandomEvents(seed: seed)
        let frames = FrameWriter.frames(random.oneOfEach())
        let last = try #require(frames.last)
        var reader = FrameReader()
        reader.append(frames.dropLast().flatMap(\.self) + last.dropLast(1 + random.number(below: last.count - 1)))
        while try reader.next() != nil {}
        #expect(reader.isInFrame)
    }

    @Test func `a length beyond all measure is refused before anything of it has come`() {
        for length in [UInt64(WireLimit.frame) + 1, 1 << 40, .max] {
            var reader = FrameReader()
            reader.append(Varint.bytes(of: length))
            #expect(throws: WireError.frameTooLong(bytes: length)) { try reader.next() }
        }
        var reader = FrameReader()
        reader.append(Array(repeating: 0xff, count: 11))
        #expect(throws: WireError.malformed) { try reader.next() }
    }

    @Test func `places in the list of texts that do not exist are no text`() throws {
        let received = try self.events(
            in: .with {
                $0.batch.texts = ["only"]
                $0.batch.events = [
                    .with {
                        $0.submitted.id = 1
                        $0.submitted.name = 2
                        $0.submitted.file = .max
                        $0.submitted.priority = 1_000
                    },
                    .with {
                        $0.rejected.name = 1
                        $0.rejected.reason = .full
                    },
                ]
            }
        )
        guard case .submitted(let task) = received[0].kind, case .rejected(name: "only", .full) = received[1].kind else {
            throw Unexpected()
        }
        #expect(task.name == "")
        #expect(task.priority == 255)
    }

    @Test func `the rest of a snapshot that never began is refused`() {
        #expect(throws: WireError.malformed) {
            try self.events(in: .with { $0.batch.events = [.with { $0.snapshotPart.isContinued = false }] })
        }
    }

    @Test func `a snapshot that never ends is refused before it fills the memory`() {
        let frame = SchemaFrame.with {
            $0.batch.events = [
                .with {
                    $0.snapshot.isContinued = true
                    $0.snapshot.live = Array(repeating: .with { $0.state = .running }, count: 100_000)
                }
            ]
        }
        let part = SchemaFrame.with {
            $0.batch.events = [
                .with {
                    $0.snapshotPart.isContinued = true
                    $0.snapshotPart.live = Array(repeating: .with { $0.state = .running }, count: 100_000)
                }
            ]
        }
        #expect(throws: WireError.tooManyTasks) {
            var reader = FrameReader()
            for frame in [frame] + Array(repeating: part, count: 5) {
                let content: [UInt8] = try frame.serializedBytes()
                reader.append(Varint.bytes(of: UInt64(content.count)) + content)
                while try reader.next() != nil {}
            }
        }
    }

    @Test func `a snapshot of few tasks with very much to say is refused before it fills the memory`() throws {
        let text = String(repeating: "x", count: WireLimit.frame - 100)
        let begin = SchemaFrame.with {
            $0.batch.texts = [text]
            $0.batch.events = [.with { $0.snapshot.isContinued = true }]
        }
        let part = SchemaFrame.with {
            $0.batch.texts = [text]
            $0.batch.events = [
                .with {
                    $0.snapshotPart.isContinued = true
                    $0.snapshotPart.live = [
                        .with {
                            $0.state = .running
                            $0.task.name = 1
                        }
                    ]
                }
            ]
        }
        var reader = FrameReader()
        let bytes = try [begin, part].map { frame in
            let content: [UInt8] = try frame.serializedBytes()
            return Varint.bytes(of: UInt64(content.count)) + content
        }
        reader.append(bytes[0])
        #expect(try reader.next() == nil)
        let parts = SnapshotAssembly.maximumBytes / WireLimit.frame + 1
        #expect(throws: WireError.snapshotTooLong) {
            for _ in 0..<parts {
                reader.append(bytes[1])
                while try reader.next() != nil {}
            }
        }
    }

    /// However it ends, it does.
    private func readToTheEnd(_ reader: inout FrameReader) {
        while let message = try? reader.next() { _ = message }
    }

    @discardableResult
    private func events(in frame: SchemaFrame) throws -> [TaskEvent] {
        let content: [UInt8] = try frame.serializedBytes()
        var reader = FrameReader()
        reader.append(Varint.bytes(of: UInt64(content.count)) + content)
        guard case .events(let events) = try reader.next() else { return [] }
        return events
    }

    private struct Unexpected: Error {}
}
