import BackgroundWorkEvents
import BackgroundWorkTestKit
import Synchronization
import TestSupport
import Testing

@testable import BackgroundWork

/// The library's own threads. A pool belongs to its tasks alone, so that a test may block all of one's threads and disturbs nobody.
@Suite(.timeLimit(.minutes(30)))
struct WorkerPoolTests {
    @Test func `tasks that only yield do not starve a newcomer`() async throws {
        try await withAuditedTasks(configuration: .init(poolWidth: 1)) { tasks, _ in
            let newcomerRan = Counter()
            let loops = try await [tasks.yieldUntil(newcomerRan), tasks.yieldUntil(newcomerRan)]
            try await tasks.add("newcomer") { newcomerRan.count() }
            for loop in loops { #expect(await loop.outcome.kind == .succeeded) }
        }
    }

    @Test func `urgent tasks that only yield do not starve one that nobody hurries`() async throws {
        try await withAuditedTasks(configuration: .init(poolWidth: 1)) { tasks, _ in
            let newcomerRan = Counter()
            let loops = try await [
                tasks.yieldUntil(newcomerRan, priority: .high), tasks.yieldUntil(newcomerRan, priority: .high),
            ]
            try await tasks.add("newcomer", options: .init(priority: .background)) { newcomerRan.count() }
            for loop in loops { #expect(await loop.outcome.kind == .succeeded) }
        }
    }

    @Test func `what comes from outside has its turn soon, however long the steps are of those that are as urgent`()
        async throws
    {
        try await withAuditedTasks(configuration: .init(poolWidth: 1)) { tasks, _ in
            let (turns, isOver) = (Counter(), Counter())
            var handles: [BackgroundTaskHandle<Void>] = []
            for _ in 0..<2 {
                handles.append(
                    try await tasks.add("works in slices") {
                        while isOver.value == 0 {
                            let end = MonotonicClock.now + .milliseconds(2)
                            while MonotonicClock.now < end {}
                            turns.count()
                            await Task.yield()
                        }
                    }
                )
            }
            let (gate, arrived) = (Gate(), Counter())
            for _ in 0..<20 {
                handles.append(
                    try await tasks.add("waits for something outside") {
                        await gate.wait()
                        arrived.count()
                        if arrived.value == 20 { isOver.count() }
                    }
                )
            }
            while tasks.snapshot().live.count(where: { $0.sample.activity?.state == .waiting }) < 20 { await Task.yield() }
            gate.open()
            let before = turns.value
            for handle in handles { #expect(await handle.outcome.kind == .succeeded) }
            // By their age alone the twenty had one turn in eight.
            #expect(turns.value - before < 20)
        }
    }

    @Test func `of the tasks that could go on the more urgent ones get the thread`() async throws {
        try await withAuditedTasks(configuration: .init(poolWidth: 1)) { tasks, _ in
            let order = Mutex<[TaskPriority]>([])
            var gates: [Gate] = []
            var handles: [BackgroundTaskHandle<Void>] = []
            // The less urgent ones wait, and are let go on, first.
            for priority in [TaskPriority.background, .background, .background, .high, .high, .high] {
                let (waits, mayGoOn) = (Gate(), Gate())
                gates.append(mayGoOn)
                handles.append(
                    try await tasks.add("waits", options: .init(priority: priority)) {
                        waits.open()
                        await mayGoOn.wait()
                        order.withLock { $0.append(priority) }
                    }
                )
                await waits.wait()
            }
            let (blocked, mayReturn) = (Gate(), ThreadGate())
            let blocking = try await tasks.add("blocks") {
                blocked.open()
                mayReturn.block()
            }
            await blocked.wait()
            for gate in gates { gate.open() }
            mayReturn.open()
            for handle in handles + [blocking] { #expect(await handle.outcome.kind == .succeeded) }
            // One of so few may have had its turn by its age.
            #expect(order.withLock { $0.prefix(3).count { $0 == .high } } >= 2)
        }
    }

    @Test func `what is urgent in a blocked thread's lane goes before what is older, and not urgent, in another's`()
        async throws
    {
        try await withAuditedTasks(configuration: .init(poolWidth: 2)) { tasks, _ in
            let order = Mutex<[String]>([])
            let gates = (0...40).map { _ in Gate() }
            var waiting: [BackgroundTaskHandle<Void>] = []
            for (index, gate) in gates.enumerated() {
                let name = index == 40 ? "urgent" : "not urgent"
                let priority: TaskPriority = index == 40 ? .high : .background
                waiting.append(
                    try await tasks.add(name, options: .init(priority: priority)) {
                        await gate.wait()
                        order.withLock { $0.append(name) }
                    }
                )
            }
            while !tasks.snapshot().live.allSatisfy({ $0.sample.activity?.state == .waiting }) { await Task.yield() }
            let (otherRuns, backlogIsLeft, urgentIsLeft, mayReturn) = (ThreadGate(), ThreadGate(), ThreadGate(), ThreadGate())
            let others = [
                try await tasks.add("leaves what nobody hurries") {
                    // From here on each has a thread, and nobody else has one.
                    otherRuns.block()
                    for gate in gates[..<40] { gate.open() }
                    backlogIsLeft.open()
                    urgentIsLeft.block()
                },
                try await tasks.add("leaves what is urgent, and blocks") {
                    otherRuns.open()
                    backlogIsLeft.block()
                    gates[40].open()
                    urgentIsLeft.open()
                    mayReturn.block()
                },
            ]
            for handle in waiting { #expect(await handle.outcome.kind == .succeeded) }
            mayReturn.open()
            for handle in others { #expect(await handle.outcome.kind == .succeeded) }
            // One may have had its turn by its age.
            #expect(try #require(order.withLock { $0.firstIndex(of: "urgent") }) <= 1)
        }
    }

    @Test func `what has been started is polled before very many others are started, with one thread as well`() async throws {
        let tasks = BackgroundTasks(configuration: .init(maximumRunning: 2_000, poolWidth: 1), logger: .silent)
        let begun = Mutex<Int?>(nil)
        var handles: [BackgroundTaskHandle<Void>] = []
        for _ in 0..<1_000 {
            handles.append(
                try await tasks.add("task") {
                    guard begun.withLock({ $0 }) == nil else { return }
                    let started = tasks.snapshot().live.count { $0.sample.activity.map { $0.wakes > 0 } ?? false }
                    begun.withLock { $0 = started }
                }
            )
        }
        async let running: Void = tasks.run()
        for handle in handles { #expect(await handle.outcome.kind == .succeeded) }
        tasks.perform(.drain, by: Requester("the end of the test"))
        try await running
        #expect(try #require(begun.withLock { $0 }) <= 256)
    }

    @Test func `a task that blocks its thread strands nobody`() async throws {
        try await withAuditedTasks(configuration: .init(poolWidth: 2)) { tasks, _ in
            let (blocked, mayReturn) = (Gate(), ThreadGate())
            let blocking = try await tasks.add("blocks") {
                blocked.open()
                mayReturn.block()
            }
            await blocked.wait()
            for _ in 0..<200 {
                let other = try await tasks.add("other") { await Task.yield() }
                #expect(await other.outcome.kind == .succeeded)
            }
            mayReturn.open()
            #expect(await blocking.outcome.kind == .succeeded)
        }
    }

    @Test func `what two blocked threads have left in their lanes is both found by the others`() async throws {
        try await withAuditedTasks(configuration: .init(poolWidth: 4)) { tasks, _ in
            let mayReturn = ThreadGate()
            let childRan = Counter()
            var blocking: [BackgroundTaskHandle<Void>] = []
            for _ in 0..<2 {
                blocking.append(
                    try await tasks.add("blocks") {
                        // Left in this thread's lane, which then does not come back to it; and it blocks whoever finds it.
                        async let child: Void = {
                            childRan.count()
                            mayReturn.block()
                        }()
                        mayReturn.block()
                        await child
                    }
                )
            }
            while childRan.value < 2 { await Task.yield() }
            mayReturn.open()
            for task in blocking { #expect(await task.outcome.kind == .succeeded) }
        }
    }

    @Test func `it knows which task runs on a thread`() async throws {
        try await withAuditedTasks(configuration: .init(poolWidth: 2)) { tasks, _ in
            let (blocked, mayReturn) = (Gate(), ThreadGate())
            let blocking = try await tasks.add("blocks") {
                blocked.open()
                mayReturn.block()
            }
            await blocked.wait()
            #expect(tasks.runner.pool.busyThreads().map(\.task).contains(blocking.id))
            mayReturn.open()
        }
    }

    @Test func `the threads end with run`() async throws {
        let pool = WeakReference<WorkerPool>()
        try await withBackgroundTasks(logger: .silent) { tasks in
            pool.object = tasks.runner.pool
            _ = await (try await tasks.add("task") {}).outcome
        }
        // Each thread holds on to the pool for as long as it runs.
        await pool.waitUntilGone()
    }

    @Test func `what arrives before the threads start waits for them`() async {
        let pool = WorkerPool(width: 1)
        let task = Task(executorPreference: pool) { 42 }
        #expect(pool.busyThreads().isEmpty)
        pool.start()
        #expect(await task.value == 42)
        pool.stop()
    }

    @Test func `what arrives after the threads have ended is run all the same`() async {
        let pool = WorkerPool(width: 2)
        pool.start()
        pool.stop()
        for number in 0..<50 {
            #expect(await Task(executorPreference: pool) { number }.value == number)
        }
    }

    @Test(arguments: [1, 2, 4]) func `work is not lost, however threads come to rest`(width: Int) async {
        let pool = WorkerPool(width: width)
        pool.start()
        let ran = Counter()
        await withDiscardingTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<500 {
                        await Task(executorPreference: pool) { ran.count() }.value
                    }
                }
            }
        }
        #expect(ran.value == 4_000)
        pool.stop()
    }

    @Test(arguments: [1, 2, 4]) func `a task that is resumed from elsewhere goes on, however threads rest`(width: Int)
        async throws
    {
        try await withAuditedTasks(configuration: .init(poolWidth: width)) { tasks, _ in
            let handles = try await Self.handles(8) {
                try await tasks.add("suspends") {
                    // Each time it is a thread of Swift's pool that lets it go on.
                    for _ in 0..<200 { await Task.detached {}.value }
                }
            }
            for handle in handles { #expect(await handle.outcome.kind == .succeeded) }
        }
    }

    private static func handles(
        _ count: Int,
        _ add: () async throws -> BackgroundTaskHandle<Void>
    ) async throws -> [BackgroundTaskHandle<Void>] {
        var handles: [BackgroundTaskHandle<Void>] = []
        for _ in 0..<count { handles.append(try await add()) }
        return handles
    }
}

extension BackgroundTasks {
    fileprivate func yieldUntil(
        _ counter: Counter,
        priority: TaskPriority? = nil
    ) async throws -> BackgroundTaskHandle<Void> {
        try await self.add("loops", options: .init(priority: priority)) {
            while counter.value == 0 { await Task.yield() }
        }
    }
}
