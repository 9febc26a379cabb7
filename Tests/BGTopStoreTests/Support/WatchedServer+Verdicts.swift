import BGTopStore
import BackgroundWorkEvents
import Testing

/// What makes verdicts on the tasks of a make-believe server what they are.
extension WatchedServer {
    /// A server that has seen, of the name `work`, ten runs of 1 s, ten of 2 s and ten of 10 s, and has begun to shut down with
    /// so much time left.
    static func shuttingDown(timeLeft: Duration) -> Self {
        var server = Self()
        for seconds in [1, 2, 10] { server.run(10, taking: .seconds(seconds)) }
        server.enter(.draining, within: timeLeft)
        return server
    }

    func verdict(on id: BackgroundTaskID) throws -> Verdict {
        self.store.verdict(for: try #require(self.store.row(id)))
    }

    /// All threads of the pool are held, as many as there are in `tasks`: by a task, or by nobody knows what.
    mutating func stickPool(_ tasks: [BackgroundTaskID?]) {
        let threads = tasks.map { PoolStatus.BlockedThread(task: $0, since: self.now) }
        let pool = PoolStatus(
            pool: .library,
            width: tasks.count,
            busy: tasks.count,
            lag: .seconds(1),
            blockedThreads: threads,
            blockedSince: self.now
        )
        self.fold(.pools([pool]))
    }

    /// The pool works again.
    mutating func freePool() {
        self.fold(.pools([PoolStatus(pool: .library, width: 4, busy: 0, lag: .zero)]))
    }

    /// Swift's pool takes no work at this priority, and the library's does.
    mutating func stickGlobalPool(priority: UInt8) {
        self.fold(
            .pools([
                PoolStatus(pool: .library, width: 4, busy: 0, lag: .zero),
                PoolStatus(pool: .global(priority: priority), width: nil, busy: nil, lag: .seconds(1), blockedSince: self.now),
            ])
        )
    }
}
