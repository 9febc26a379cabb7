import BGTopExport
import BGTopStore
import BackgroundWorkEvents
import Foundation
import TestSupport
import Testing

/// What is exported is valid by the format's rules, and tells what the store tells.
struct TraceEventExportTests {
    @Test(arguments: UInt64(1)...10)
    func `whatever happened, the trace is valid, and its totals are those of the store`(seed: UInt64) throws {
        var run = RandomRun(seed: seed, bufferSize: seed.isMultiple(of: 2) ? .max : 25)
        let events = run.readings(120).flatMap(\.self)
        var store = TaskStore()
        for event in events { store.fold(event) }
        let trace = try self.trace(of: events)
        #expect(trace.violations == [])
        #expect(trace.total("submitted") == store.totals.submitted)
        for outcome in TaskOutcome.allCases { #expect(trace.total(outcome.rawValue) == store.totals[outcome]) }
        #expect(trace.total("alive") == store.totals.alive)
        for reason in RejectionReason.allCases {
            #expect(trace.total("rejected: \(reason.rawValue)") == store.totals.rejected[reason])
        }
        #expect(trace.total("events lost") == store.eventsLost)
        let report = try #require(store.report)
        #expect(trace.total("submitted") == report.totals.submitted)
        #expect(trace.total("succeeded") == report.totals.succeeded)
        let last = try #require(trace.events.last { $0.phase == "C" }).arguments
        #expect((last["running"] as? NSNumber)?.intValue == store.running)
        #expect((last["queued"] as? NSNumber)?.intValue == store.queued)
        let tracks = trace.events.filter { $0.name == "thread_name" && $0.arguments["name"] as? String != "requests" }
        #expect(Set(tracks.map(\.track)).count == tracks.count, "A task has a track of its own.")
        guard seed.isMultiple(of: 2), case .snapshot(let first) = events.first?.kind else { return }
        #expect(UInt64(tracks.count) == store.totals.submitted - first.totals.ended, "Each that was seen has one.")
    }

    @Test func `a task is a track of slices, and parts that overlap lie beside each other`() throws {
        let nodes = [
            self.node(1, "charge", from: 3, to: 8), self.node(2, "query", in: 1, from: 4, to: 5),
            self.node(3, "mail", from: 6, to: 9), self.node(4, "attach", in: 3, from: 7, to: 8),
        ]
        let trace = try self.trace(of: self.life(nodes: nodes))
        #expect(trace.violations == [])
        #expect(
            trace.outline(ofTrackNamed: "order 7") == [
                "queued", "running", "> charge", "> > query", "beside: mail", "> beside: attach",
            ]
        )
    }

    @Test func `that a task was asked to stop is a moment and a time`() throws {
        let asked = CancellationRequest(cause: .handle, at: Self.second(6))
        let trace = try self.trace(of: self.life(nodes: [], cancellation: asked))
        #expect(trace.violations == [])
        #expect(
            trace.outline(ofTrackNamed: "order 7") == [
                "queued", "running", "> cancelling", "at 6000000.0: asked to stop",
            ]
        )
    }

    @Test func `what was never over is shown until the last that was heard of`() throws {
        let trace = try self.trace(of: self.life(nodes: []).dropLast())
        #expect(trace.violations == [])
        let end = try #require(trace.events.last { $0.phase == "E" })
        #expect(end.time == 2_000_000)
        #expect(trace.total("alive") == 1)
    }

    @Test func `what ended before events were lost stays, and what ended among them is lost`() throws {
        let events = self.life(nodes: [])
        guard case .snapshot(let snapshot)? = events.first?.kind else { return }
        let unseen = TaskDescription(id: 8, name: "mail", location: .init(fileID: "", line: 1), submittedAt: Self.second(11))
        let trace = try self.trace(
            of: events + [
                TaskEvent(at: Self.second(11), .submitted(unseen)), TaskEvent(at: Self.second(12), .gap(lost: 3)),
                TaskEvent(at: Self.second(13), .snapshot(snapshot)),
            ]
        )
        #expect(trace.violations == [])
        #expect(trace.outline(ofTrackNamed: "order 7") == ["queued", "running"])
        #expect(trace.outline(ofTrackNamed: "mail 8") == ["queued"])
        #expect(trace.events.compactMap { $0.arguments["state"] as? String } == ["succeeded", "end lost"])
    }

    @Test func `what could not be seen for a time stands in the trace, unless another process came after it`() throws {
        let events = self.life(nodes: [])
        guard case .snapshot(let snapshot)? = events.first?.kind else { return }
        let cut = TaskEvent(at: Self.second(11), .interrupted(Interruption(reason: "It is stopped.", isRetrying: true)))
        let later = TaskEvent(at: Self.second(57), .snapshot(snapshot))
        #expect(try self.trace(of: events).total("interruptions") == 0)
        #expect(try self.trace(of: events + [cut, later, cut, later]).total("interruptions") == 2)
        guard case .snapshot(let other)? = self.life(named: "another", nodes: []).first?.kind else { return }
        let successor = TaskEvent(at: Self.second(57), .snapshot(other))
        #expect(try self.trace(of: events + [cut, successor]).total("interruptions") == 0)
    }

    @Test func `of processes that came one after the other, each has its totals`() throws {
        let (first, second) = (self.life(named: "first", nodes: []), self.life(named: "second", nodes: []))
        let trace = try self.trace(of: first + second.dropLast() + self.life(named: "third", nodes: []).prefix(1))
        #expect(trace.otherData["process"] as? String == "third")
        #expect(trace.total("submitted") == 0)
        let earlier = try #require(trace.otherData["earlier processes"] as? [[String: Any]])
        #expect(earlier.map { $0["process"] as? String } == ["first", "second"])
        #expect(earlier.map { $0["succeeded"] as? Int } == [1, 0])
        #expect(earlier.map { $0["alive"] as? Int } == [0, 1])
        #expect(try self.trace(of: first).otherData["earlier processes"] == nil)
    }

    @Test func `what was refused after the report is not among its totals, and told`() throws {
        let refused = TaskEvent(at: Self.second(11), .rejected(name: "order", .shuttingDown))
        var totals = TaskTotals()
        totals.countSubmission()
        totals.countEnd(.succeeded)
        totals.countRejection(.shuttingDown)
        let stopped = TaskEvent(at: Self.second(11), .stopped(.short(totals)))
        let trace = try self.trace(of: self.life(nodes: []) + [refused, stopped, refused, refused])
        #expect(trace.total("succeeded") == 1)
        #expect(trace.total("rejected: shuttingDown") == 1)
        #expect(trace.total("rejected after the report") == 2)
    }

    @Test func `that not all is told stands in the trace`() throws {
        var export = TraceEventExport()
        let trace = try Trace(export.beginning + export.end(incomplete: "The disk was full."))
        #expect(trace.otherData["incomplete"] as? String == "The disk was full.")
        #expect(try self.trace(of: []).otherData["incomplete"] == nil)
    }

    @Test(
        arguments: [
            #"quote " backslash \ slash /"#, "line\nfeed\r\ttab\u{0}", "\u{1B}]52;c;AAAA\u{7}", "\u{202E}reversed\u{200D}",
            "🧵 Größe", "\u{2028}\u{2029}\u{85}", "</script>", "",
        ] as [LegibleText]
    )
    func `no name breaks out of the text`(harmful: LegibleText) throws {
        let name = harmful.text
        let text = self.text(of: self.life(named: name, nodes: [self.node(1, name.isEmpty ? "-" : name, from: 3, to: 4)]))
        // Nor does it do anything to a terminal to which it is printed, or hide in it.
        let unseen: Set<Unicode.GeneralCategory> = [.control, .format, .lineSeparator, .paragraphSeparator]
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !unseen.contains($0.properties.generalCategory) })
        let trace = try Trace(text)
        #expect(trace.violations == [])
        #expect(trace.events.contains { $0.arguments["name"] as? String == "\(name) 7" })
    }

    @Test func `nothing is a trace, too`() throws {
        let trace = try self.trace(of: [])
        #expect(trace.violations == [])
        #expect(trace.events.isEmpty)
    }

    // MARK: -

    private func trace(of events: some Sequence<TaskEvent>) throws -> Trace {
        try Trace(self.text(of: events))
    }

    private func text(of events: some Sequence<TaskEvent>) -> String {
        var export = TraceEventExport()
        var text = export.beginning
        for event in events { text += export.add(event) }
        return text + export.end()
    }

    /// A task that is queued at the first second, starts at the second one and ends at the tenth.
    private func life(
        named name: String = "order",
        nodes: [TaskNode],
        cancellation: CancellationRequest? = nil
    ) -> [TaskEvent] {
        let snapshot = TaskSnapshot(
            process: ProcessDescription(name: name, processID: 9, host: name, user: name, startedAt: Self.second(0)),
            anchor: TimeAnchor(instant: Self.second(0), nanosecondsSince1970: 1),
            totals: TaskTotals(),
            capacity: Capacity(maximumRunning: 1, maximumQueued: 1),
            drain: DrainStatus(phase: .accepting, since: Self.second(0)),
            live: []
        )
        let task = TaskDescription(
            id: 7,
            name: name,
            fields: [.init(name, name), .init(name, name)],
            location: .init(fileID: name, line: 1),
            submittedAt: Self.second(1)
        )
        let end = TaskEnd(
            id: 7,
            rank: 9,
            outcome: .succeeded,
            startedAt: Self.second(2),
            endedAt: Self.second(10),
            cancellation: cancellation,
            errorText: name,
            sample: TaskSample(id: 7, progress: nil, annotations: [], nodes: TaskNodes(nodes, revision: 1))
        )
        return [
            TaskEvent(at: Self.second(0), .snapshot(snapshot)), TaskEvent(at: Self.second(1), .submitted(task)),
            TaskEvent(at: Self.second(2), .started(7, rank: 1)), TaskEvent(at: Self.second(10), .finished(end)),
        ]
    }

    private func node(_ id: UInt32, _ name: String, in parent: UInt32 = 0, from: Int64, to: Int64) -> TaskNode {
        TaskNode(
            id: id,
            parent: parent,
            name: name,
            location: .init(fileID: "Server/Order.swift", line: 3),
            startedAt: Self.second(from),
            endedAt: Self.second(to),
            outcome: .succeeded
        )
    }

    private static func second(_ second: Int64) -> TaskInstant {
        TaskInstant(nanoseconds: 1_000_000_000_000 + second * 1_000_000_000)
    }
}
