import BackgroundWork
import BackgroundWorkEvents
import BackgroundWorkTestKit
import TestSupport
import Testing

/// Two things that happen at the same moment. Each test lets them meet some hundred times, accepts every order that is allowed,
/// and has the books audited afterwards.
@Suite(.timeLimit(.minutes(30)))
struct RaceTests {
    @Test func `room against the caller's cancellation: add throws if and only if the task was not accepted`() async throws {
        let (called, threw) = (Counter(), Counter())
        let totals = try await withAuditedTasks(configuration: .init(maximumRunning: 1, maximumQueued: 0)) { tasks, _ in
            for _ in 0..<500 {
                let mayEnd = Gate()
                let first = try await tasks.add("holds the place") { await mayEnd.wait() }
                let caller = Task {
                    do {
                        return try await tasks.add("wants the place") { called.count() } as BackgroundTaskHandle?
                    } catch is CancellationError {
                        threw.count()
                        return nil
                    }
                }
                async let room: Void = mayEnd.open()
                async let cancelled: Void = caller.cancel()
                _ = await (room, cancelled)
                if let handle = try await caller.value { #expect(await handle.outcome.kind == .succeeded) }
                _ = await first.outcome
            }
            return tasks.totals
        }
        #expect(called.value + threw.value == 500)
        #expect(totals.submitted == UInt64(500 + called.value))
        #expect(totals.rejected.cancelledWaiting == UInt64(threw.value))
    }

    @Test func `cancellation against the end: the task ends once, and as it was`() async throws {
        try await withAuditedTasks { tasks, _ in
            for _ in 0..<500 {
                let started = Gate()
                let task = try await tasks.add("short") {
                    started.open()
                    try Task.checkCancellation()
                }
                await started.wait()
                async let first: Void = task.cancel()
                async let second: Void = tasks.perform(.cancel([task.id]), by: Requester("somebody"))
                _ = await (first, second)
                switch await task.outcome {
                case .succeeded, .cancelled(.handle, _), .cancelled(.person, _): break
                case let other: Issue.record("\(other)")
                }
            }
        }
    }

    @Test func `cancellation against the start: what was cancelled without an error was never called`() async throws {
        try await withAuditedTasks(configuration: .init(maximumRunning: 1)) { tasks, _ in
            for _ in 0..<500 {
                let (mayEnd, called) = (Gate(), Counter())
                let first = try await tasks.add("holds the place") { await mayEnd.wait() }
                let task = try await tasks.add("next") {
                    called.count()
                    try Task.checkCancellation()
                }
                async let start: Void = mayEnd.open()
                async let cancel: Void = task.cancel()
                _ = await (start, cancel)
                switch await task.outcome {
                case .succeeded, .cancelled(.handle, .some): #expect(called.value == 1)
                case .cancelled(.handle, nil): #expect(called.value == 0)
                case let other: Issue.record("\(other)")
                }
                _ = await first.outcome
            }
        }
    }

    @Test func `the timeout against the end`() async throws {
        let timer = ManualTimer()
        try await withAuditedTasks(timer: timer) { tasks, _ in
            for _ in 0..<500 {
                let mayEnd = Gate()
                let task = try await tasks.add("task", options: .init(timeout: .seconds(1))) {
                    await mayEnd.wait()
                    try Task.checkCancellation()
                }
                async let end: Void = mayEnd.open()
                async let timeout: Void = timer.advance(by: .seconds(1))
                _ = await (end, timeout)
                switch await task.outcome {
                case .succeeded, .timedOut: break
                case let other: Issue.record("\(other)")
                }
            }
        }
    }

    @Test func `a drain against submissions: what was accepted ends, what was refused threw`() async throws {
        for _ in 0..<100 {
            let tasks = BackgroundTasks(
                configuration: .init(maximumRunning: 2, maximumQueued: 2, shutdownGracePeriod: .seconds(3_600)),
                logger: .silent
            )
            let recorder = EventRecorder(tasks)
            let (called, refused) = (Counter(), Counter())
            async let running: Void = tasks.run()
            await withTaskGroup(of: Void.self) { group in
                for index in 0..<12 {
                    group.addTask {
                        do {
                            if index.isMultiple(of: 3) {
                                let handle = try tasks.addUnlessFull("task") { called.count() }
                                if handle == nil { refused.count() }
                            } else {
                                try await tasks.add("task") { called.count() }
                            }
                        } catch let error as BackgroundTasksError {
                            #expect(error.code == .shuttingDown)
                            refused.count()
                        } catch {
                            Issue.record(error)
                        }
                    }
                    if index == 6 { group.addTask { tasks.perform(.drain, by: Requester("test")) } }
                }
            }
            try await running
            audit(recorder.events, of: tasks)
            #expect(called.value + refused.value == 12)
            #expect(tasks.totals.succeeded == UInt64(called.value))
            #expect(tasks.totals.rejected.total == UInt64(refused.value))
        }
    }

    @Test func `force against the end of tasks`() async throws {
        for _ in 0..<100 {
            let tasks = BackgroundTasks(configuration: .init(maximumRunning: 4), logger: .silent)
            let recorder = EventRecorder(tasks)
            async let running: Void = tasks.run()
            let mayEnd = Gate()
            for _ in 0..<8 {
                try await tasks.add("task") {
                    await mayEnd.wait()
                    try Task.checkCancellation()
                }
            }
            tasks.perform(.drain, by: Requester("first"))
            async let end: Void = mayEnd.open()
            async let force: Void = tasks.perform(.force, by: Requester("second"))
            _ = await (end, force)
            try await running
            audit(recorder.events, of: tasks)
            let totals = tasks.totals
            #expect(totals.succeeded + totals.cancelled + totals.discarded == 8)
        }
    }

    @Test func `cancelling run asks every task to stop, discards the queue and refuses who waits`() async throws {
        for _ in 0..<100 {
            let tasks = BackgroundTasks(configuration: .init(maximumRunning: 2, maximumQueued: 1), logger: .silent)
            let recorder = EventRecorder(tasks)
            let run = Task { try await tasks.run() }
            let (one, two) = (Gate(), Gate())
            let running = [one, two].map { started in
                Task {
                    try await tasks.add("running") {
                        started.open()
                        try await Gate().waitUnlessCancelled()
                    }
                }
            }
            await one.wait()
            await two.wait()
            let queued = try await tasks.add("queued") { Issue.record("it was called") }
            let waiting = Task { try await tasks.add("waiting") {} }
            try await recorder.first {
                if case .capacityChanged(let capacity) = $0.kind { capacity.callersWaiting == 1 } else { false }
            }
            run.cancel()
            try await run.value
            for task in running {
                guard case .cancelled(.parent, _) = await (try await task.value).outcome else {
                    Issue.record("not cancelled by its parent")
                    continue
                }
            }
            #expect(await queued.outcome.kind == .discarded)
            let error = await #expect(throws: BackgroundTasksError.self) { try await waiting.value }
            #expect(error?.code == .shuttingDown)
            audit(recorder.events, of: tasks)
            #expect(tasks.report?.requestedBy == Requester("cancellation of run()"))
        }
    }

    @Test func `a run that is cancelled before it begins discards the queue and returns`() async throws {
        let tasks = BackgroundTasks(logger: .silent)
        let handle = try #require(try tasks.addUnlessFull("queued") { Issue.record("it was called") })
        let begin = Gate()
        let run = Task {
            await begin.wait()
            try await tasks.run()
        }
        run.cancel()
        begin.open()
        try await run.value
        #expect([.discarded, .cancelled].contains(await handle.outcome.kind))
    }

    @Test func `a cancelled awaiter of an outcome keeps waiting for it`() async throws {
        try await withAuditedTasks { tasks, _ in
            let (mayEnd, waits) = (Gate(), Gate())
            let task = try await tasks.add("task") {
                await mayEnd.wait()
                return 42
            }
            let awaiter = Task {
                waits.open()
                return await task.outcome
            }
            await waits.wait()
            awaiter.cancel()
            let late = Task { await task.outcome }
            late.cancel()
            mayEnd.open()
            guard case .succeeded(42) = await awaiter.value, case .succeeded(42) = await late.value else {
                Issue.record("the outcome did not arrive")
                return
            }
            #expect(try await task.value == 42, "and stays to be read")
        }
    }

    @Test func `what running tasks add during a drain is refused`() async throws {
        try await withAuditedTasks { tasks, _ in
            let (started, goOn) = (Gate(), Gate())
            let task = try await tasks.add("adds to its own pool") {
                started.open()
                await goOn.wait()
                let waiting = await #expect(throws: BackgroundTasksError.self) { try await tasks.add("late") {} }
                let notWaiting = #expect(throws: BackgroundTasksError.self) { _ = try tasks.addUnlessFull("late") {} }
                return [waiting?.code, notWaiting?.code]
            }
            await started.wait()
            tasks.perform(.drain, by: Requester("test"))
            goOn.open()
            #expect(try await task.value == [.shuttingDown, .shuttingDown])
            #expect(tasks.totals.rejected.shuttingDown == 2)
        }
    }
}
