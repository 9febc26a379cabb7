import BackgroundWorkEvents
import BackgroundWorkTestKit
import TestSupport
import Testing

@testable import BackgroundWork

/// When a thread counts as held and a pool as blocked, and when not.
@Suite(.timeLimit(.minutes(30)))
struct PoolWatchTests {
    private static let now = TaskInstant(nanoseconds: 1_000_000_000_000)

    private static func ago(_ duration: Duration) -> TaskInstant { self.now.advanced(by: .zero - duration) }

    private static func status(
        busy: [(BackgroundTaskID?, Duration)],
        lag: Duration = .zero,
        resumed: Duration = .seconds(900)
    ) -> PoolStatus {
        PoolStatus(
            width: 2,
            busy: busy.map { (task: $0, since: self.ago($1)) },
            lag: lag,
            resumedAt: self.ago(resumed),
            at: self.now
        )
    }

    @Test func `a task holds its thread from half a second on, and with the last thread the pool is blocked`() {
        let one = Self.status(busy: [(1, .milliseconds(500)), (2, .milliseconds(499))])
        #expect(one.blockedThreads == [.init(task: 1, since: Self.ago(.milliseconds(500)))])
        #expect(one.blockedSince == nil)
        let both = Self.status(busy: [(1, .seconds(3)), (2, .milliseconds(500))])
        #expect(both.blockedThreads.count == 2)
        #expect(both.blockedSince == Self.ago(.milliseconds(500)))
    }

    @Test func `who empties a busy actor's queue holds no thread, however long work keeps coming in`() {
        let status = Self.status(busy: [(nil, .seconds(60)), (nil, .seconds(50))], lag: .milliseconds(499))
        #expect(status.blockedThreads.isEmpty)
        #expect(status.blockedSince == nil)
    }

    @Test func `but where work waits for the thread all the while, the pool is blocked by it as by any other`() {
        let status = Self.status(busy: [(nil, .seconds(60)), (1, .seconds(50))], lag: .milliseconds(500))
        #expect(status.blockedThreads.map(\.task) == [1])
        #expect(status.blockedSince == Self.ago(.seconds(50)))
    }

    @Test func `what seems to have lasted since before a stop of the process counts from when it went on`() {
        let justNow = Self.status(
            busy: [(1, .seconds(60)), (nil, .seconds(60))],
            lag: .seconds(60),
            resumed: .milliseconds(499)
        )
        #expect(justNow.blockedThreads.isEmpty)
        #expect(justNow.blockedSince == nil)
        let later = Self.status(busy: [(1, .seconds(60)), (nil, .seconds(60))], lag: .seconds(60), resumed: .milliseconds(500))
        #expect(later.blockedThreads.map(\.since) == [Self.ago(.milliseconds(500))])
        #expect(later.blockedSince == Self.ago(.milliseconds(500)))
    }

    /// Reads `watch` at these times after `start`, and tells what it says of the library's pool then.
    private static func statuses(
        _ watch: PoolWatch,
        of pool: WorkerPool,
        from start: TaskInstant,
        at times: [Duration]
    ) -> [PoolStatus] {
        var statuses: [PoolStatus] = []
        for time in times {
            if let library = watch.read(pool, at: start + time)?.first { statuses.append(library) }
        }
        return statuses
    }

    @Test func `that the process was stopped is told by a late reading, unless nobody has the pools read`() async throws {
        try await withAuditedTasks(configuration: .init(poolWidth: 1)) { tasks, _ in
            let (holds, mayReturn) = (Gate(), ThreadGate())
            let holder = try await tasks.add("holds the thread") {
                holds.open()
                mayReturn.block()
            }
            defer { mayReturn.open() }
            await holds.wait()
            let pool = tasks.runner.pool
            // Read from the thread itself: the test may have stood still since.
            let start = try #require(pool.busyThreads().first { $0.task == holder.id }).since
            let resumedAt = start + .seconds(60)

            let watch = PoolWatch()
            _ = Self.statuses(watch, of: pool, from: start, at: [.zero])
            let stopped = Self.statuses(watch, of: pool, from: start, at: [.seconds(60), .milliseconds(60_400)])
            #expect(stopped.allSatisfy { $0.blockedThreads.isEmpty && $0.blockedSince == nil })
            let goesOn = Self.statuses(watch, of: pool, from: start, at: [.milliseconds(60_500)])
            #expect(goesOn.map(\.blockedThreads) == [[.init(task: holder.id, since: resumedAt)]])
            #expect(goesOn.map(\.blockedSince) == [resumedAt])

            let unwatched = PoolWatch()
            _ = Self.statuses(unwatched, of: pool, from: start, at: [.zero])
            unwatched.pause()
            let watchedAgain = Self.statuses(unwatched, of: pool, from: start, at: [.seconds(60)])
            #expect(watchedAgain.map(\.blockedSince) == [start])
        }
    }

    @Test func `tasks that want the same actor all the time are nobody's trouble`() async throws {
        var statuses: [PoolStatus] = []
        // A thread that gets no processor for half a second in the midst of a step counts as held, rightly. Where the blame is wrong it
        // is so in each of ten runs.
        for _ in 0..<10 {
            statuses = try await Self.statusesOfContention()
            if !statuses.isEmpty, statuses.allSatisfy({ $0.blockedThreads.isEmpty && $0.blockedSince == nil }) { break }
        }
        #expect(!statuses.isEmpty)
        #expect(statuses.flatMap(\.blockedThreads).isEmpty)
        #expect(statuses.allSatisfy { $0.blockedSince == nil })
    }

    /// What is told of the library's pool while one of its threads does nothing but what many tasks ask an actor for, for much longer
    /// than a task may hold it.
    private static func statusesOfContention() async throws -> [PoolStatus] {
        try await withAuditedTasks(configuration: .init(poolWidth: 2)) { tasks, recorder in
            let (isOver, actor) = (Counter(), WantedActor())
            var handles: [BackgroundTaskHandle<Void>] = []
            for _ in 0..<64 {
                handles.append(try await tasks.add("contends") { while isOver.value == 0 { await actor.work() } })
            }
            var longest = Duration.zero
            while longest < PoolWatch.patience * 3 {
                let now = MonotonicClock.now
                for thread in tasks.runner.pool.busyThreads() where thread.task == nil {
                    longest = max(longest, now - thread.since)
                }
                await Task.yield()
            }
            isOver.count()
            for handle in handles { #expect(await handle.outcome.kind == .succeeded) }
            return recorder.events.flatMap(\.poolStatuses).filter { $0.pool == .library }
        }
    }

    private actor WantedActor {
        func work() {
            let until = MonotonicClock.now + .milliseconds(1)
            while MonotonicClock.now < until {}
        }
    }
}

extension TaskEvent {
    fileprivate var poolStatuses: [PoolStatus] {
        if case .pools(let pools) = self.kind { pools } else { [] }
    }
}
