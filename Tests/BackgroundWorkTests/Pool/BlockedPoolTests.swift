import BackgroundWorkEvents
import BackgroundWorkTestKit
import Dispatch
import TestSupport
import Testing

@testable import BackgroundWork

/// Watching works when the patient is sick. These tests wait for what is told, which takes the half second after which a pool counts
/// as blocked; none of them assumes how long anything takes.
@Suite(.timeLimit(.minutes(30)))
struct BlockedPoolTests {
    @Test func `with every thread of the library blocked it says so and by whom, intake closes, and deadlines fall due`()
        async throws
    {
        let mayReturn = ThreadGate()
        try await withAuditedTasks(
            configuration: .init(shutdownGracePeriod: .milliseconds(1), poolWidth: 2)
        ) { tasks, recorder in
            defer { mayReturn.open() }
            let blocked = [Gate(), Gate()]
            let asked = Counter()
            var culprits: [BackgroundTaskID] = []
            for gate in blocked {
                let task = try await tasks.add("blocks") {
                    await withTaskCancellationHandler {
                        gate.open()
                        mayReturn.block()
                    } onCancel: {
                        asked.count()
                    }
                }
                culprits.append(task.id)
            }
            for gate in blocked { await gate.wait() }
            let waiting = try await tasks.add("finds no thread", options: .init(timeout: .milliseconds(1))) {}
            let event = try await recorder.first { event in
                event.library.map { $0.blockedSince != nil && $0.blockedThreads.count == 2 } ?? false
            }
            let status = try #require(event.library)
            #expect(status.width == 2)
            #expect(status.busy == 2)
            #expect(Set(status.blockedThreads.map(\.task)) == Set(culprits))
            try await recorder.first { $0.isCancelRequest(of: waiting.id, .timeout(.milliseconds(1))) }

            tasks.perform(.drain, by: Requester("test"))
            #expect(!tasks.isAccepting)
            #expect(throws: BackgroundTasksError.self) { _ = try tasks.addUnlessFull("late") {} }
            try await recorder.first { $0.isPhase(.cancelling) }
            for id in culprits { try await recorder.first { $0.isCancelRequest(of: id, .drain) } }
            // Who was asked first hears of it first: the one that finds no thread has heard of it before these two.
            while asked.value < 2 {
                try Task.checkCancellation()
                await Task.yield()
            }

            mayReturn.open()
            try await recorder.first { $0.isPhase(.stopped) }
            #expect(await waiting.outcome.kind == .timedOut, "it had its place, and was never called")
        }
    }

    @Test func `a task may have any priority, and Swift's pool is watched at those that it knows`() async throws {
        let watch = PoolWatch()
        for rawValue in UInt8.min ... .max { watch.use(rawValue) }
        let pools = try #require(watch.read(WorkerPool(width: 1))).map(\.pool)
        #expect(Set(pools) == Set([.library] + (0...33).map { .global(priority: $0) }))
        #expect(pools.count == 35)
        try await withAuditedTasks { tasks, _ in
            let task = try await tasks.add("most urgent", options: .init(priority: TaskPriority(rawValue: .max))) {}
            #expect(await task.outcome.kind == .succeeded)
        }
    }

    @Test func `one blocked thread of two is named, and the pool is not called blocked`() async throws {
        let mayReturn = ThreadGate()
        try await withAuditedTasks(configuration: .init(poolWidth: 2)) { tasks, recorder in
            defer { mayReturn.open() }
            let culprit = try await tasks.add("blocks") { mayReturn.block() }
            let event = try await recorder.first { $0.library?.blockedThreads.isEmpty == false }
            let status = try #require(event.library)
            #expect(status.blockedThreads.map(\.task) == [culprit.id])
            #expect(status.blockedSince == nil)
            mayReturn.open()
            try await recorder.firstAfter(event) { $0.library?.blockedThreads.isEmpty == true }
        }
    }

    @Test func `with every thread of Swift's global pool blocked, all goes on and says what is blocked`() async {
        await #expect(processExitsWith: .success) {
            let tasks = BackgroundTasks(
                configuration: .init(shutdownGracePeriod: .milliseconds(1)),
                logger: .silent
            )
            async let running: Void = tasks.run()
            _ = await (try await tasks.add("run has begun") {}).outcome
            OSThread.start {
                let observer = SynchronousObserver(tasks)
                observer.wait { $0.global(.medium)?.blockedSince != nil }
                // A whole task, from submission to end, while nothing else in the process can run.
                let options = BackgroundTaskOptions(timeout: .milliseconds(1))
                _ = try? tasks.addUnlessFull("short") {}
                _ = try? tasks.addUnlessFull("too long", options: options) { try await Gate().waitUnlessCancelled() }
                observer.wait { $0.end?.outcome == .succeeded && $0.end?.id == 2 }
                observer.wait { $0.end?.outcome == .timedOut && $0.end?.id == 3 }
                tasks.perform(.drain, by: Requester("test"))
                if tasks.isAccepting { exitWithFailure("intake is open") }
                observer.wait { $0.isPhase(.stopped) }
                guard tasks.report?.totals.alive == 0 else { exitWithFailure("\(String(describing: tasks.report))") }
                exitWithSuccess()
            }
            // More than the pool has threads, and this one, which nobody will ever wake, as well.
            for _ in 0..<64 { Task.detached { ThreadGate().block() } }
            ThreadGate().block()
            try await running
        }
    }

    @Test func `with both pools blocked, intake closes, deadlines fall due and a shutdown is given up`() async {
        await #expect(processExitsWith: .success) {
            let tasks = BackgroundTasks(
                configuration: .init(
                    shutdownGracePeriod: .milliseconds(1),
                    uncooperativeAfter: .milliseconds(1),
                    // Who could not be judged at the first look is looked at again every tenth of a second.
                    abandonAfter: .seconds(5),
                    onAbandon: { report in
                        let names = report.uncooperative.named.map(\.name)
                        guard names == ["blocks", "blocks"] else { exitWithFailure("\(report.text)") }
                        exitWithSuccess()
                    },
                    poolWidth: 2
                ),
                logger: .silent
            )
            async let running: Void = tasks.run()
            let blocked = [Gate(), Gate()]
            for gate in blocked {
                _ = try await tasks.add("blocks") {
                    gate.open()
                    ThreadGate().block()
                }
            }
            for gate in blocked { await gate.wait() }
            OSThread.start {
                let observer = SynchronousObserver(tasks)
                observer.wait { $0.global(.medium)?.blockedSince != nil }
                observer.wait { $0.library?.blockedSince != nil }
                tasks.perform(.drain, by: Requester("test"))
                if tasks.isAccepting { exitWithFailure("intake is open") }
                observer.wait { $0.isPhase(.cancelling) }
                // What follows is told to `onAbandon`.
            }
            for _ in 0..<64 { Task.detached { ThreadGate().block() } }
            ThreadGate().block()
            try await running
        }
    }
}

/// Reads the stream on a thread of its own and waits for what comes, as a dashboard does.
private final class SynchronousObserver {
    private let ready = DispatchSemaphore(value: 0)
    private let subscription: any TaskEventSubscription
    private var seen: [TaskEvent] = []

    init(_ tasks: BackgroundTasks) {
        self.subscription = tasks.subscribe(maximumBuffered: 100_000) { [ready] in ready.signal() }
    }

    /// Blocks until an event came, or has come, for which `condition` holds.
    func wait(until condition: (TaskEvent) -> Bool) {
        while true {
            self.subscription.drain(into: &self.seen)
            if self.seen.contains(where: condition) { return }
            self.ready.wait()
        }
    }
}

extension TaskEvent {
    private var pools: [PoolStatus] {
        switch self.kind {
        case .pools(let pools): pools
        case .snapshot(let snapshot): snapshot.pools
        default: []
        }
    }

    fileprivate var library: PoolStatus? { self.pools.first { $0.pool == .library } }

    fileprivate func global(_ priority: TaskPriority) -> PoolStatus? {
        self.pools.first { $0.pool == .global(priority: priority.rawValue) }
    }

    fileprivate func isPhase(_ phase: DrainStatus.Phase) -> Bool {
        if case .phaseChanged(let status) = self.kind { status.phase == phase } else { false }
    }

    fileprivate func isCancelRequest(of task: BackgroundTaskID, _ cause: CancellationRequest.Cause) -> Bool {
        if case .cancelRequested(task, _, let request) = self.kind { request.cause == cause } else { false }
    }
}

extension EventRecorder {
    /// The first event after `event` for which `condition` holds.
    fileprivate func firstAfter(_ event: TaskEvent, where condition: @escaping @Sendable (TaskEvent) -> Bool) async throws {
        try await self.first { $0.at > event.at && condition($0) }
    }
}
