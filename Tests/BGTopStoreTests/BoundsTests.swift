import BGTopStore
import BackgroundWorkEvents
import Testing

/// Whatever an application calls its tasks, throws or logs, a store keeps little of it.
struct BoundsTests {
    /// A megabyte.
    private static let huge = String(repeating: "abcdefgh", count: 1 << 17)

    private func isCut(_ text: String, to limit: Int) -> Bool {
        text.utf8.count == limit && text.hasSuffix("…") && Self.huge.hasPrefix(text.dropLast())
    }

    @Test func `a name is kept up to 256 bytes, and is one key whatever follows`() throws {
        var server = WatchedServer()
        let first = server.submitAndStart(Self.huge)
        server.wait(.seconds(1))
        server.finish(first)
        let second = server.submitAndStart(Self.huge + "and more")
        server.fold(.rejected(name: Self.huge, .full))
        server.wait(.seconds(1))
        let names = server.store.names
        #expect(names.count == 1)
        #expect(self.isCut(names[0].name, to: 256))
        #expect(names[0].running == 1)
        #expect(names[0].runs == 1)
        #expect(names[0].refused == 1)
        #expect(server.store.row(second)?.task.name == names[0].name)
        // It is found under its name as others are.
        #expect(try server.verdict(on: second).kind == .unknown(runs: 1))
    }

    @Test func `what an operation threw is kept up to 4 kB`() throws {
        var server = WatchedServer()
        let id = server.submitAndStart()
        server.finish(id, .failed, errorText: Self.huge)
        #expect(self.isCut(try #require(server.store.row(id)?.errorText), to: 4_096))
    }

    @Test func `a line of the log is kept up to 4 kB, and its label as a name`() {
        var server = WatchedServer()
        server.fold(.log(LogLine(level: .info, label: Self.huge, message: Self.huge)))
        #expect(self.isCut(server.store.log[0].value.label, to: 256))
        #expect(self.isCut(server.store.log[0].value.message, to: 4_096))
    }

    @Test func `fields and annotations are kept up to 1 kB each, and up to 64`() throws {
        let fields = (0..<70).map { _ in TaskDescription.Field(Self.huge, Self.huge) }
        var server = WatchedServer()
        let id = server.submit(fields: fields)
        server.fold(.sampled([TaskSample(id: id, progress: nil, annotations: fields)]))
        let row = try #require(server.store.row(id))
        for kept in [row.task.fields, row.annotations] {
            #expect(kept.count == 64)
            #expect(kept.dropLast().allSatisfy { self.isCut($0.key, to: 256) && self.isCut($0.value, to: 1_024) })
            #expect(kept.last == TaskDescription.Field("…", "7 more"))
        }
    }

    @Test func `who asked, what came of it and what is wrong are kept as names and as prose`() throws {
        let requester = Requester(Self.huge, user: Self.huge)
        var server = WatchedServer()
        let id = server.submitAndStart()
        server.cancel(id, .person(requester))
        server.fold(.warning(TaskWarning(id: id, kind: .uncooperative, message: Self.huge)))
        server.fold(.audit(AuditEntry(requester: requester, command: .drain, result: Self.huge)))
        server.fold(.phaseChanged(DrainStatus(phase: .draining, since: server.now, requestedBy: requester)))
        let row = try #require(server.store.row(id))
        #expect(self.isCut(row.warnings[0].message, to: 4_096))
        guard case .person(let asker) = row.cancellation?.cause else {
            Issue.record("\(String(describing: row.cancellation))")
            return
        }
        let entry = server.store.audit[0].value
        #expect(self.isCut(entry.result, to: 4_096))
        server.fold(
            .audit(AuditEntry(requester: requester, command: .host(.init(rawValue: Self.huge)), result: "it was done"))
        )
        guard case .host(let action) = server.store.audit[1].value.command else {
            Issue.record("\(server.store.audit[1])")
            return
        }
        #expect(self.isCut(action.rawValue, to: 256))
        for kept in [asker, entry.requester, try #require(server.store.drain?.requestedBy)] {
            #expect(self.isCut(kept.name, to: 256))
            #expect(self.isCut(try #require(kept.user), to: 256))
        }
    }

    @Test func `a snapshot comes in no other way`() throws {
        var server = WatchedServer()
        let id = server.submitAndStart(Self.huge)
        let end = server.submitAndStart("ends")
        server.fold(
            .snapshot(
                TaskSnapshot(
                    process: ProcessDescription(
                        name: Self.huge,
                        processID: 4_242,
                        host: Self.huge,
                        user: Self.huge,
                        startedAt: TaskInstant(nanoseconds: 0)
                    ),
                    anchor: TimeAnchor(instant: server.now, nanosecondsSince1970: 0),
                    totals: TaskTotals(),
                    capacity: Capacity(maximumRunning: 1, maximumQueued: 1),
                    drain: DrainStatus(phase: .stopped, since: server.now),
                    live: [server.live(id, Self.huge)],
                    pools: [PoolStatus(pool: .library, width: 4, busy: 1, lag: .zero)],
                    lateReports: 3,
                    hostActions: [
                        HostAction(
                            id: .init(rawValue: Self.huge),
                            title: Self.huge,
                            summary: Self.huge,
                            taskName: Self.huge
                        )
                    ],
                    report: self.report(naming: Self.huge, end, times: 120)
                )
            )
        )
        let store = server.store
        #expect(self.isCut(try #require(store.process?.name), to: 256))
        #expect(self.isCut(try #require(store.row(id)?.task.name), to: 256))
        #expect(self.isCut(store.hostActions[0].title, to: 256))
        #expect(self.isCut(store.hostActions[0].summary, to: 4_096))
        #expect(store.hostActions[0].taskName == store.row(id)?.task.name, "Cut as the name of the tasks is that it is about.")
        #expect(store.hostActions[0].id.rawValue == Self.huge, "By another one the process would not know it.")
        #expect(store.pools.count == 1 && store.lateReports == 3, "What is no text comes through as it is.")
        let failed = try #require(store.report?.failed)
        #expect(failed.count == 120)
        #expect(failed.named.count == 100)
        #expect(failed.named.allSatisfy { self.isCut($0.name, to: 256) })
        #expect(self.isCut(try #require(store.report?.slowest[0].name), to: 256))
    }

    @Test func `a list that counts more than anybody could name is cut as soon as any other`() throws {
        let names = DrainReport.Names(named: [DrainReport.Entry(id: 1, name: Self.huge)], count: .max)
        var store = TaskStore()
        store.fold(TaskEvent(at: TaskInstant(nanoseconds: 0), .stopped(self.report(failed: names))))
        #expect(store.report?.failed.count == .max)
        #expect(self.isCut(try #require(store.report?.failed.named[0].name), to: 256))
    }

    @Test func `a cut never goes through a character, and what fits is not touched`() throws {
        var server = WatchedServer()
        // Of four bytes each, so that 253 bytes end within the 64th.
        let faces = server.submit(String(repeating: "🙂", count: 100))
        let kept = try #require(server.store.row(faces)?.task.name)
        #expect(kept == String(repeating: "🙂", count: 63) + "…")
        let fits = String(repeating: "é", count: 128)
        let fitting = server.submit(fits)
        #expect(server.store.row(fitting)?.task.name == fits)
        let again = server.submit(kept)
        #expect(server.store.row(again)?.task.name == kept, "What was cut is not cut again.")
    }

    private func report(naming name: String, _ id: BackgroundTaskID, times count: Int) -> DrainReport {
        var names = DrainReport.Names()
        for _ in 0..<count { names.append(DrainReport.Entry(id: id, name: name)) }
        let slowest = [DrainReport.TimedEntry(id: id, name: name, seconds: 1)]
        return self.report(failed: names, slowest: slowest)
    }

    private func report(failed names: DrainReport.Names, slowest: [DrainReport.TimedEntry] = []) -> DrainReport {
        DrainReport(
            totals: TaskTotals(),
            draining: .zero,
            cancelling: .zero,
            requestedBy: nil,
            failed: names,
            cancelled: .init(),
            discarded: .init(),
            uncooperative: .init(),
            slowest: slowest,
            alive: .init(),
            eventsLost: 0
        )
    }
}
