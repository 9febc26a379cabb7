import BackgroundWorkEvents
import Testing

@testable import BackgroundWorkWire

/// What goes into frames comes out of them.
@Suite struct FrameTests {
    @Test(arguments: UInt64(1)...50)
    func `events of every kind come out as they went in`(seed: UInt64) throws {
        var random = RandomEvents(seed: seed)
        let events = random.oneOfEach()
        let received = try self.events(in: FrameWriter.frames(events).flatMap(\.self))
        #expect(received.count == events.count)
        for (event, copy) in zip(events, received) { #expect(spelled(copy) == spelled(event)) }
    }

    @Test(arguments: UInt64(1)...50)
    func `it makes no difference in which portions the bytes come`(seed: UInt64) throws {
        var random = RandomEvents(seed: seed)
        let events = (0..<20).map { _ in random.event() }
        let bytes = FrameWriter.frames(events).flatMap(\.self)
        var reader = FrameReader()
        var received: [TaskEvent] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let portion = rest.prefix(1 + random.number(below: 40))
            rest = rest.dropFirst(portion.count)
            reader.append(portion)
            while let message = try reader.next() {
                if case .events(let events) = message { received += events }
            }
        }
        #expect(spelled(received) == spelled(events))
        #expect(!reader.isInFrame)
    }

    @Test func `a snapshot of very many tasks comes in many frames and is one event`() throws {
        var random = RandomEvents(seed: 1)
        let snapshot = random.snapshot(live: 1_500)
        let event = TaskEvent(at: TaskInstant(nanoseconds: 7), .snapshot(snapshot))
        let frames = FrameWriter.frames([event])
        #expect(frames.count > 2)
        #expect(frames.allSatisfy { $0.count <= WireLimit.frame })
        let received = try self.events(in: frames.flatMap(\.self))
        #expect(received.count == 1)
        #expect(spelled(received.first) == spelled(event as TaskEvent?))
    }

    @Test func `whatever an application says, a frame has its limit, and nothing is lost but text`() throws {
        var random = RandomEvents(seed: 3)
        random.texts = (1...40).map { String(repeating: "ä\($0)", count: 100_000) }
        let events =
            (0..<100).map { _ in random.event() } + [
                TaskEvent(at: TaskInstant(nanoseconds: 1), .snapshot(random.snapshot(live: 300)))
            ]
        let frames = FrameWriter.frames(events)
        #expect(frames.allSatisfy { $0.count <= WireLimit.frame + 10 })
        let received = try self.events(in: frames.flatMap(\.self))
        #expect(received.count == events.count)
        guard case .snapshot(let snapshot) = received.last?.kind else { throw Unexpected() }
        #expect(snapshot.live.count == 300)
    }

    @Test func `a task with thousands of long fields fits into a frame`() throws {
        let fields = (0..<5_000).map { TaskDescription.Field("key \($0)", String(repeating: "\($0)", count: 5_000)) }
        let task = TaskDescription(
            id: 1,
            name: "verbose",
            fields: fields,
            location: .init(fileID: "Tests/Fields.swift", line: 1),
            submittedAt: TaskInstant(nanoseconds: 0)
        )
        let frames = FrameWriter.frames([TaskEvent(at: task.submittedAt, .submitted(task))])
        #expect(frames.count == 1)
        #expect(frames[0].count <= WireLimit.frame)
        let received = try self.events(in: frames[0])
        guard case .submitted(let copy) = received.first?.kind else { throw Unexpected() }
        #expect(copy.fields.count == WireLimit.fields)
        #expect(copy.fields.first?.value.utf8.count == 5_000)
        #expect(copy.fields.last?.value.hasSuffix("…") == true)
    }

    @Test func `what many tasks say comes as they said it, in as many batches as that takes`() throws {
        let shared = String(repeating: "of all ", count: 100)
        let live = (1...300).map { number in
            LiveTask(
                task: TaskDescription(
                    id: BackgroundTaskID(rawValue: UInt64(number)),
                    name: shared,
                    fields: [.init("query", "\(number): " + String(repeating: "x", count: 7_000))],
                    location: .init(fileID: "Tests/Texts.swift", line: 1),
                    submittedAt: TaskInstant(nanoseconds: 0)
                ),
                state: .running,
                rank: 1,
                startedAt: nil,
                cancellation: nil,
                sample: TaskSample(id: BackgroundTaskID(rawValue: UInt64(number)), progress: nil, annotations: [])
            )
        }
        var random = RandomEvents(seed: 1)
        let whole = random.snapshot(live: 0)
        let snapshot = TaskSnapshot(
            process: whole.process,
            anchor: whole.anchor,
            totals: whole.totals,
            capacity: whole.capacity,
            drain: whole.drain,
            live: live
        )
        let at = TaskInstant(nanoseconds: 7)
        let events = [TaskEvent(at: at, .snapshot(snapshot))] + live.map { TaskEvent(at: at, .submitted($0.task)) }
        let received = try self.events(in: FrameWriter.frames(events).flatMap(\.self))
        #expect(received.count == events.count)
        guard case .snapshot(let copy) = received.first?.kind else { throw Unexpected() }
        let submitted = received.compactMap { if case .submitted(let task) = $0.kind { task } else { nil } }
        for tasks in [copy.live.map(\.task), submitted] {
            #expect(tasks.map(\.name) == live.map(\.task.name))
            #expect(tasks.map(\.fields.first?.value) == live.map(\.task.fields.first?.value))
        }
    }

    @Test func `an action that the application calls what no viewer could is not offered, and told of in one line`() throws {
        let ids = ["clear cache", "two\nlines", String(repeating: "x", count: 2_000_000)].map(HostAction.ID.init(rawValue:))
        let asked = ids.map { id in
            let entry = AuditEntry(requester: Requester("C"), command: .host(id), result: "done")
            return TaskEvent(at: TaskInstant(nanoseconds: 1), .audit(entry))
        }
        var random = RandomEvents(seed: 1)
        let whole = random.snapshot(live: 0)
        let snapshot = TaskSnapshot(
            process: whole.process,
            anchor: whole.anchor,
            totals: whole.totals,
            capacity: whole.capacity,
            drain: whole.drain,
            live: [],
            hostActions: ids.map { HostAction(id: $0, title: "title", summary: "summary") }
        )
        let events = [TaskEvent(at: TaskInstant(nanoseconds: 0), .snapshot(snapshot))] + asked
        let received = try self.events(in: FrameWriter.frames(events).flatMap(\.self))
        guard case .snapshot(let copy) = received.first?.kind else { throw Unexpected() }
        #expect(copy.hostActions.map(\.id.rawValue) == ["clear cache"])
        let told = received.compactMap { event -> String? in
            guard case .audit(let entry) = event.kind, case .host(let id) = entry.command else { return nil }
            return id.rawValue
        }
        #expect(told == ["clear cache", "two?lines", String(repeating: "x", count: 512)])
    }

    @Test func `a name that many tasks share crosses once`() throws {
        let location = TaskDescription.SourceLocation(fileID: "Module/File.swift", line: 10)
        let events = (1...500).map { id in
            let task = TaskDescription(
                id: BackgroundTaskID(rawValue: UInt64(id)),
                name: "a-name-of-some-length",
                location: location,
                submittedAt: TaskInstant(nanoseconds: 0)
            )
            return TaskEvent(at: TaskInstant(nanoseconds: 0), .submitted(task))
        }
        let bytes = FrameWriter.frames(events).reduce(0) { $0 + $1.count }
        #expect(bytes < 500 * 20)
    }

    @Test(arguments: UInt64(1)...50)
    func `a request comes out as it went in`(seed: UInt64) throws {
        var random = RandomEvents(seed: seed)
        let (command, requester) = (random.command(), random.requester())
        var reader = RequestReader()
        reader.append(FrameWriter.frame(command, by: requester))
        guard case .request(command, by: requester) = try reader.next() else { throw Unexpected() }
    }

    @Test(arguments: UInt64(1)...50)
    func `so do a hello and a refusal`(seed: UInt64) throws {
        var random = RandomEvents(seed: seed)
        let hello = Hello(
            software: "0.1.0",
            process: random.process(),
            startedSince1970: 1_700_000_000_000_000_000,
            allowsControl: true
        )
        var reader = FrameReader()
        reader.append(FrameWriter.frame(hello) + FrameWriter.frame(refusal: "No."))
        guard case .hello(hello) = try reader.next() else { throw Unexpected() }
        guard case .refusal("No.") = try reader.next() else { throw Unexpected() }
        if try reader.next() != nil { throw Unexpected() }
    }

    private func events(in bytes: [UInt8]) throws -> [TaskEvent] {
        var reader = FrameReader()
        reader.append(bytes)
        var events: [TaskEvent] = []
        while let message = try reader.next() {
            if case .events(let received) = message { events += received }
        }
        #expect(!reader.isInFrame)
        return events
    }

    private struct Unexpected: Error {}
}
