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
        let bytes = (0..<random.number(below: 4_000)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        reader.append(bytes)
        self.readToTheEnd(&reader)
        self.readToTheEnd(bytes)
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

    @Test(arguments: UInt64(1)...300)
    func `requests with bytes that were changed on the way end nothing`(seed: UInt64) {
        var random = RandomEvents(seed: seed)
        var bytes = FrameWriter.frame(Hello(software: "1"))
        for _ in 0..<10 { bytes += FrameWriter.frame(random.command(), by: random.requester()) }
        for _ in 0...random.number(below: 20) {
            bytes[random.number(below: bytes.count)] = UInt8(truncatingIfNeeded: random.next())
        }
        self.readToTheEnd(bytes)
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
            #expect(throws: WireError.frameTooLong(bytes: length, limit: WireLimit.frame)) { try reader.next() }
            var requests = RequestReader()
            requests.append(Varint.bytes(of: length))
            #expect(throws: WireError.frameTooLong(bytes: length, limit: WireLimit.request)) { try requests.next() }
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
            let (head, more): ([UInt8], [UInt8]) = (try frame.serializedBytes(), try part.serializedBytes())
            for content in [head] + Array(repeating: more, count: 5) {
                reader.append(Varint.bytes(of: UInt64(content.count)) + content)
                while try reader.next() != nil {}
            }
        }
    }

    @Test func `a snapshot of few tasks with very much to say is refused before it fills the memory`() throws {
        let text = String(repeating: "x", count: 1_000)
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
        let frames: [[UInt8]] = try ([begin] + Array(repeating: part, count: 20)).map { try $0.serializedBytes() }
        let allowed = frames.prefix(10).reduce(0) { $0 + $1.count }
        // What all of them may take, where nobody says how much, is far more than a test should make.
        var reader = FrameReader(assembly: SnapshotAssembly(maximumBytes: allowed))
        for frame in frames.prefix(10) {
            reader.append(Varint.bytes(of: UInt64(frame.count)) + frame)
            #expect(try reader.next() == nil)
        }
        reader.append(Varint.bytes(of: UInt64(frames[10].count)) + frames[10])
        #expect(throws: WireError.snapshotTooLong) { try reader.next() }
        #expect(SnapshotAssembly.maximumBytes <= 128 << 20)
    }

    /// What a task can have many of.
    enum Part: CaseIterable {
        case field, annotation, node, warning

        func task(with count: Int) -> SchemaLiveTask {
            .with {
                $0.state = .running
                switch self {
                case .field: $0.task.fields = Array(repeating: SchemaField(), count: count)
                case .annotation: $0.sample.annotations = Array(repeating: SchemaField(), count: count)
                case .node: $0.sample.nodes.listed = Array(repeating: SchemaNode(), count: count)
                case .warning: $0.warnings = Array(repeating: .with { $0.kind = .uncooperative }, count: count)
                }
            }
        }
    }

    @Test(arguments: Part.allCases)
    func `a snapshot of tasks with very many parts that say nothing is refused before it fills the memory`(kind: Part) throws {
        let begin = SchemaFrame.with { $0.batch.events = [.with { $0.snapshot.isContinued = true }] }
        let part = SchemaFrame.with {
            $0.batch.events = [
                .with {
                    $0.snapshotPart.isContinued = true
                    $0.snapshotPart.live = [kind.task(with: 10)]
                }
            ]
        }
        let frames: [[UInt8]] = try ([begin] + Array(repeating: part, count: 11)).map { try $0.serializedBytes() }
        var reader = FrameReader(assembly: SnapshotAssembly(maximumParts: 100))
        for frame in frames.dropLast() {
            reader.append(Varint.bytes(of: UInt64(frame.count)) + frame)
            #expect(try reader.next() == nil)
        }
        reader.append(Varint.bytes(of: UInt64(frames[11].count)) + frames[11])
        #expect(throws: WireError.snapshotTooLong) { try reader.next() }
    }

    // MARK: - What a viewer sends

    @Test func `events are refused of a viewer, wherever they stand in a frame`() throws {
        let batch: [UInt8] = try SchemaFrame.with { $0.batch.events = [.with { $0.snapshot.isContinued = true }] }
            .serializedBytes()
        let refusal: [UInt8] = try SchemaFrame.with { $0.refusal = "Bye." }.serializedBytes()
        // Of a newer version, each of another type of field: all are passed over.
        let unknown: [UInt8] = [
            0xc0, 0x3e, 0x05, 0xc2, 0x3e, 0x01, 0x12, 0xc1, 0x3e, 1, 2, 3, 4, 5, 6, 7, 8, 0xc5, 0x3e, 1, 2, 3, 4,
        ]
        for content in [batch, unknown + batch, refusal + batch, batch + refusal] {
            var reader = RequestReader()
            reader.append(Varint.bytes(of: UInt64(content.count)) + content)
            #expect(throws: WireError.misdirected) { try reader.next() }
        }
        var reader = RequestReader()
        reader.append(Varint.bytes(of: UInt64((unknown + refusal).count)) + unknown + refusal)
        guard case .refusal("Bye.") = try reader.next() else { throw Unexpected() }
    }

    @Test func `each frame of a viewer is a message, also one that says nothing`() throws {
        var reader = RequestReader()
        let command: [UInt8] = try SchemaFrame.with { $0.request.requester.name = "of a newer version" }.serializedBytes()
        reader.append([0, 0] + Varint.bytes(of: UInt64(command.count)) + command)
        for _ in 1...3 {
            guard case .unknown = try reader.next() else { throw Unexpected() }
        }
        #expect(try reader.next() == nil)
    }

    @Test func `the longest request is within its limit, and no longer one is carried out`() throws {
        let ids = (0..<TaskCommand.maximumCancelled).map { BackgroundTaskID(rawValue: .max - UInt64($0)) }
        var reader = RequestReader()
        let name = String(repeating: "x", count: 10_000)
        reader.append(FrameWriter.frame(.cancel(ids), by: Requester(name, user: name, processID: .max)))
        guard case .request(.cancel(let received), _) = try reader.next() else { throw Unexpected() }
        #expect(received == ids)

        let content: [UInt8] = try SchemaFrame.with { $0.request.command.cancel.ids = Array(repeating: 1, count: 200_000) }
            .serializedBytes()
        reader.append(Varint.bytes(of: UInt64(content.count)) + content)
        guard case .request(.cancel(let cut), _) = try reader.next() else { throw Unexpected() }
        #expect(cut.count == TaskCommand.maximumCancelled)
    }

    @Test func `whatever a viewer says of itself has its limit, and what nobody can have been offered is not asked for`() throws
    {
        let long = String(repeating: "x", count: 100_000)
        func message(_ frame: SchemaFrame) throws -> RequestMessage? {
            let content: [UInt8] = try frame.serializedBytes()
            var reader = RequestReader()
            reader.append(Varint.bytes(of: UInt64(content.count)) + content)
            return try reader.next()
        }
        let request = SchemaFrame.with {
            $0.request.command.drain = .init()
            $0.request.requester.name = long
            $0.request.requester.user = long
        }
        guard case .request(.drain, by: let requester) = try message(request) else { throw Unexpected() }
        #expect((requester.name.utf8.count, requester.user?.utf8.count) == (512, 512))
        guard case .refusal(let sentence) = try message(.with { $0.refusal = long }) else { throw Unexpected() }
        #expect(sentence.utf8.count == 8_192)

        guard case .request(.host, _) = try message(.with { $0.request.command.host = "clear cache" }) else {
            throw Unexpected()
        }
        for id in [String(long.prefix(513)), "two\nlines", "\u{1B}[2J", "\u{2028}"] {
            guard case .unknown = try message(.with { $0.request.command.host = id }) else { throw Unexpected() }
        }
    }

    @Test func `a request is refused of a server`() {
        var reader = FrameReader()
        reader.append(FrameWriter.frame(.drain, by: Requester("nobody")))
        #expect(throws: WireError.misdirected) { try reader.next() }
    }

    /// However it ends, it does.
    private func readToTheEnd(_ requests: [UInt8]) {
        var reader = RequestReader()
        reader.append(requests)
        while let message = try? reader.next() { _ = message }
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
