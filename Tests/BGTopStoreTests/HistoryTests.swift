import BGTopStore
import BackgroundWorkEvents
import Testing

struct HistoryTests {
    @Test func `of the log the last lines are kept, the newest last, and all are counted`() {
        var server = WatchedServer(retention: Retention(logLines: 3))
        for number in 1...5 {
            server.wait(.seconds(1))
            server.fold(.log(LogLine(level: .info, label: "app", message: "line \(number)")))
        }
        #expect(server.store.log.map(\.value.message) == ["line 3", "line 4", "line 5"])
        #expect(server.store.log.total == 5)
        #expect(server.store.log.last?.at == server.now)
    }

    @Test func `of the audit the last entries are kept, and all are counted`() {
        var server = WatchedServer(retention: Retention(auditEntries: 2))
        for command in [TaskCommand.holdIntake, .resumeIntake, .drain] {
            server.fold(.audit(AuditEntry(requester: Requester("D"), command: command, result: "done")))
        }
        #expect(server.store.audit.map(\.value.command) == [.resumeIntake, .drain])
        #expect(server.store.audit.total == 3)
    }

    @Test func `nothing is kept where nothing is to be kept, and it is counted`() {
        var server = WatchedServer(retention: Retention(succeededRows: 0, unsuccessfulRows: 0, logLines: 0))
        server.fold(.log(LogLine(level: .info, label: "app", message: "gone")))
        server.run(2, taking: .seconds(1))
        #expect(server.store.log.isEmpty)
        #expect(server.store.log.total == 1)
        #expect(server.store.finished.isEmpty)
        #expect(server.store.finishedEvicted == 2)
    }
}
