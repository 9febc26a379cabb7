import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import Synchronization
import TestSupport
import Testing

/// Many tasks that do everything at random moments, in the real thing and on all threads at once. How they interleave is the
/// system's business; what comes of it has to add up every time.
@Suite(.timeLimit(.minutes(30)))
struct RandomUseTests {
    @Test(arguments: UInt64(1)...40)
    func `whatever happens, every task is accounted for`(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let timer = ManualTimer()
        let tasks = BackgroundTasks(
            configuration: .init(
                maximumRunning: Int.random(in: 1...4, using: &random),
                maximumQueued: [0, 1, 5, Int.max].randomElement(using: &random)!,
                queuedOnShutdown: random.chance(50) ? .run : .discard,
                poolWidth: Int.random(in: 1...3, using: &random)
            ),
            logger: .silent,
            timer: timer
        )
        let recorder = EventRecorder(tasks)
        let tally = Tally()
        let submitters = (0..<6).map { _ in SeededGenerator(seed: random.next()) }
        let (operator1, watcher) = (SeededGenerator(seed: random.next()), SeededGenerator(seed: random.next()))

        async let running: Void = tasks.run()
        await withTaskGroup(of: Void.self) { group in
            for submitter in submitters {
                group.addTask { await Self.submit(to: tasks, tally, random: submitter) }
            }
            group.addTask { Self.operate(tasks, timer, random: operator1) }
            group.addTask { await Self.watch(tasks, random: watcher) }
        }
        // The submitters are done, and the last of them has begun the shutdown; what does not end by itself is made to.
        tasks.perform(.force, by: Requester("the end of the test"))
        try await running

        audit(recorder.events, of: tasks)
        let ended = EventLedger(recorder.events).ended
        for handle in tally.handles {
            let outcome = await handle.outcome
            #expect(ended[handle.id]?.outcome == outcome.kind, "seed \(seed): \(handle.id)")
        }
        let totals = tasks.totals
        #expect(totals.submitted == UInt64(tally.handles.count), "seed \(seed)")
        #expect(totals.rejected.total == UInt64(tally.refused.value), "seed \(seed)")
        #expect(tally.called.value >= Int(totals.succeeded + totals.failed), "seed \(seed)")
        #expect(tally.mostAtOnce <= 6, "seed \(seed)")
    }

    /// What the submitters saw.
    private final class Tally: Sendable {
        let refused = Counter()
        let called = Counter()
        private let accepted = Mutex<[BackgroundTaskHandle<Int>]>([])
        private let atOnce = Mutex((now: 0, most: 0))

        var handles: [BackgroundTaskHandle<Int>] { self.accepted.withLock { $0 } }
        var mostAtOnce: Int { self.atOnce.withLock { $0.most } }

        func accept(_ handle: BackgroundTaskHandle<Int>) {
            self.accepted.withLock { $0.append(handle) }
        }

        func enter() {
            self.called.count()
            self.atOnce.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
        }

        func leave() {
            self.atOnce.withLock { $0.now -= 1 }
        }
    }

    private static func submit(to tasks: BackgroundTasks, _ tally: Tally, random: SeededGenerator) async {
        var random = random
        for _ in 0..<60 {
            let behaviour = random.next()
            let options = BackgroundTaskOptions(
                priority: [nil, .high, .low].randomElement(using: &random)!,
                timeout: random.chance(20) ? .milliseconds(Int.random(in: 0...50, using: &random)) : nil
            )
            let operation: @Sendable () async throws -> Int = {
                tally.enter()
                defer { tally.leave() }
                return try await Self.behave(in: tasks, seed: behaviour)
            }
            do {
                let handle: BackgroundTaskHandle<Int>?
                if random.chance(40) {
                    handle = try tasks.addUnlessFull("task", options: options, operation: operation)
                } else if random.chance(80) {
                    handle = try await tasks.add("task", options: options, operation: operation)
                } else {
                    let caller = Task { try await tasks.add("task", options: options, operation: operation) }
                    caller.cancel()
                    handle = try await caller.value
                }
                guard let handle else {
                    tally.refused.count()
                    continue
                }
                tally.accept(handle)
                if random.chance(25) { handle.cancel() }
            } catch {
                tally.refused.count()
            }
        }
    }

    /// What an operation does: return, throw, suspend, say something, have children, ignore that it is cancelled or not.
    private static func behave(in tasks: BackgroundTasks, seed: UInt64) async throws -> Int {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            switch Int.random(in: 0..<5, using: &random) {
            case 0: await Task.yield()
            case 1: BackgroundTaskContext.current?.report(progress: 0.5)
            case 2: BackgroundTaskContext.current?.annotate("step", "\(seed)")
            case 3: try Task.checkCancellation()
            default:
                async let child: Void = Task.yield()
                await child
            }
        }
        if random.chance(15) { throw Failure() }
        return 1
    }

    /// A person at a dashboard, and time.
    private static func operate(_ tasks: BackgroundTasks, _ timer: ManualTimer, random: SeededGenerator) {
        var random = random
        let person = Requester("somebody")
        for _ in 0..<200 {
            switch Int.random(in: 0..<7, using: &random) {
            case 0: tasks.perform(.holdIntake, by: person)
            case 1, 2: tasks.perform(.resumeIntake, by: person)
            case 3: tasks.perform(.setMaximumRunning(Int.random(in: 1...6, using: &random)), by: person)
            case 4:
                let ids = (0..<3).map { _ in BackgroundTaskID(rawValue: UInt64.random(in: 1...360, using: &random)) }
                tasks.perform(.cancel(ids), by: person)
            default: timer.advance(by: .milliseconds(Int.random(in: 0...30, using: &random)))
            }
        }
        tasks.perform(.drain, by: person)
    }

    /// Viewers that come, read a little and go.
    private static func watch(_ tasks: BackgroundTasks, random: SeededGenerator) async {
        var random = random
        for _ in 0..<40 {
            let reader = StreamReader(tasks, maximumBuffered: Int.random(in: 1...50, using: &random))
            for _ in 0..<Int.random(in: 1...20, using: &random) {
                reader.read()
                await Task.yield()
            }
            #expect(reader.ledger.violations == [])
        }
    }

    private struct Failure: Error {}
}
