import BackgroundWork
import BackgroundWorkEvents
import Testing

@testable import DemoServer

/// What a scenario promises happens, and to nobody but its culprit. Those of which a process has to be ended, or its threads
/// blocked, are looked at from outside of it.
struct `In the run of a scenario` {
    /// Where what takes a second takes until the gate is opened, and what takes less nothing.
    private static func world(_ gate: Gate) -> OutsideWorld {
        OutsideWorld(wait: { if $0 >= .seconds(1) { try await gate.wait() } }, compute: { _ in })
    }

    private static func workplace(_ server: TestServer, _ world: OutsideWorld, places: Int, queue: Int) -> Workplace {
        Workplace(tasks: server.tasks, world: world, threads: 2, places: places, queue: queue)
    }

    /// The first job of each fault's that has it, for every fault that a puzzle has.
    private static func scenarios(_ name: ScenarioName) -> [Scenario] {
        Puzzle(name).faults.compactMap { fault in
            (1...200).lazy.map { Scenario(name, seed: $0) }.first { $0.fault.name == fault.name }
        }
    }

    private static func job(_ name: String, _ scenario: Scenario) -> Job {
        let number = (1...100).first { scenario.fault.strikes(Job(name: name, number: $0, duration: .zero)) } ?? 1
        return Job(name: name, number: number, duration: .milliseconds(300))
    }

    @Test(arguments: 0..<3)
    func `with a small queue requests are refused, and the places are the culprit's`(fault: Int) async throws {
        let scenario = Self.scenarios(.smallQueue)[fault]
        let gate = Gate()
        // Nothing short is over, either, before all who are to hold a place have come.
        let haveCome = Gate()
        let world = OutsideWorld(wait: { try await ($0 >= .seconds(1) ? gate : haveCome).wait() }, compute: { _ in })
        let report = try await withServer(["--max-running", "4", "--max-queued", "6"]) { server in
            let workplace = Self.workplace(server, Self.world(gate), places: 4, queue: 6)
            for name in Scenario.candidates where name != scenario.culprit {
                let before = server.tasks.totals.submitted
                try scenario.submit(Self.job(name, scenario), to: workplace)
                // The job, and the small task with which it ends.
                await server.wait { $0.totals.ended == before + 2 }
            }
            let answer = try await server.post("/signup")
            #expect(answer.status == 202, "The others leave room.")
            await server.wait { $0.live.isEmpty }
            // There is room for four of them and what they submit. Whoever waits for a place gets it after a few small tasks, and
            // nobody who has one is done after so few.
            let crowded = Self.workplace(server, world, places: 4, queue: 6)
            for _ in 1...4 { try scenario.submit(Self.job(scenario.culprit, scenario), to: crowded) }
            haveCome.open()
            await server.wait { snapshot in
                snapshot.live.count { $0.task.name == scenario.culprit && $0.state == .running } == 4
            }
            for _ in 1...6 { try scenario.submit(Self.job(scenario.culprit, scenario), to: crowded) }
            await server.wait { $0.live.count { $0.state == .queued } == 6 }
            let refused = try await server.post("/signup")
            #expect(refused.status == 503)
            let holders = server.tasks.snapshot().live.filter { $0.state == .running }.map(\.task.name)
            #expect(holders == Array(repeating: scenario.culprit, count: 4))
            // They hold each other; only cancelling ends that.
        }
        #expect(report.totals.rejected.full > 0)
    }

    @Test func `with a small queue the library itself names who waits for its own place`() async throws {
        let scenario = try #require(Self.scenarios(.smallQueue).first { $0.fault.name == "waits-for-queued" })
        let gate = Gate()
        try await withServer(["--max-running", "1", "--max-queued", "1"]) { server in
            var events = await server.events()
            try scenario.submit(
                Self.job(scenario.culprit, scenario),
                to: Self.workplace(server, Self.world(gate), places: 1, queue: 1)
            )
            await events.wait {
                if case .warning(let warning) = $0 { warning.kind == .selfDeadlock && warning.id == 1 } else { false }
            }
            #expect(server.tasks.snapshot().live.first?.task.name == scenario.culprit)
        }
    }

    @Test(arguments: 0..<3)
    func `with orphans the culprit's tasks leave something behind, and no others`(fault: Int) async throws {
        let scenario = Self.scenarios(.orphans)[fault]
        let gate = Gate()
        try await withServer { server in
            let workplace = Self.workplace(server, Self.world(gate), places: 64, queue: 128)
            var events = await server.events()
            for name in Scenario.candidates { try scenario.submit(Self.job(name, scenario), to: workplace) }
            // Its task ends although the gate is closed at which its notice waits; the others wait with theirs.
            var culprit: BackgroundTaskID?
            await events.wait { kind in
                if case .submitted(let task) = kind, task.name == scenario.culprit { culprit = task.id }
                if case .finished(let end) = kind { return end.id == culprit && end.outcome == .succeeded }
                return false
            }
            #expect(server.tasks.snapshot().live.count == Scenario.candidates.count - 1)
            gate.open()
            var (late, ended) = ([BackgroundTaskID](), 1)
            await events.wait { kind in
                if case .lateReport(let id) = kind { late.append(id) }
                if case .finished = kind { ended += 1 }
                return ended == Scenario.candidates.count && !late.isEmpty
            }
            #expect(late.allSatisfy { $0 == culprit })
            #expect(server.tasks.snapshot().lateReports == UInt64(late.count))
        }
    }

    /// What is shown of a task before it runs.
    private struct Face: Hashable {
        let fields: [TaskDescription.Field]
        let location: TaskDescription.SourceLocation
        let priority: UInt8
        let timeout: Duration?

        init(_ task: TaskDescription) {
            self.fields = task.fields
            self.location = task.location
            self.priority = task.priority
            self.timeout = task.timeout
        }
    }

    /// What is shown of a part of a task, but for its times.
    private struct Part: Hashable {
        let name: String
        let location: TaskDescription.SourceLocation
    }

    @Test(arguments: ScenarioName.allCases)
    func `nobody is told from the others by what is shown of a task and its parts, nor by where they stand in the source`(
        name: ScenarioName
    ) async throws {
        // What never ends cannot be waited for here; until then it does as the others.
        for scenario in Self.scenarios(name) where scenario.fault.name != "no-answer" {
            try await withServer(["--max-running", "500"]) { server in
                let workplace = Workplace(tasks: server.tasks, world: .immediate, threads: 2, places: 64, queue: 128)
                var events = await server.events()
                for name in Scenario.candidates {
                    let job = Job(name: name, number: Self.job(name, scenario).number, duration: .milliseconds(1))
                    try scenario.submit(job, to: workplace)
                }
                var names: [BackgroundTaskID: String] = [:]
                var faces: [String: Set<Face>] = [:]
                var parts: [String: Set<Part>] = [:]
                await events.wait { kind in
                    if case .submitted(let task) = kind {
                        names[task.id] = task.name
                        faces[task.name, default: []].insert(Face(task))
                    }
                    if case .finished(let end) = kind, let name = names[end.id] {
                        parts[name, default: []].formUnion(
                            end.sample.nodes.listed.map { Part(name: $0.name, location: $0.location) }
                        )
                    }
                    return Scenario.candidates.allSatisfy { parts[$0] != nil }
                }
                let innocent = try #require(Scenario.candidates.first { $0 != scenario.culprit })
                #expect(faces[scenario.culprit] == faces[innocent])
                #expect(parts[innocent]?.isEmpty == false)
                let foreign = parts[scenario.culprit]?.subtracting(parts[innocent] ?? [])
                #expect(foreign == [], "\(scenario.fault.name)")
            }
        }
    }

    @Test func `who watches accuses, is answered from what was measured, and is on record`() async throws {
        let scenario = Scenario(.orphans, seed: 2)
        let innocent = try #require(Scenario.candidates.first { $0 != scenario.culprit })
        try await withServer(["--scenario", "orphans", "--seed", "2"], world: .immediate) { server in
            // It has come, and has left something behind.
            await server.wait { $0.lateReports > 0 }
            var events = await server.events()
            server.tasks.perform(.host(.init(rawValue: "accuse \(innocent)")), by: Requester("a 1 at the server"))
            await events.wait { kind in
                guard case .audit(let entry) = kind else { return false }
                #expect(entry.wasRefused && entry.result.hasPrefix("no. "))
                #expect(entry.requester.name == "a 1 at the server")
                return true
            }
            server.tasks.perform(
                .host(.init(rawValue: "accuse \(scenario.culprit)")),
                by: Requester("a 1 at the server")
            )
            await events.wait { kind in
                guard case .audit(let entry) = kind else { return false }
                #expect(!entry.wasRefused && entry.result.hasPrefix("right, found after "))
                #expect(entry.result.contains("was at work when that had ended"), "\(entry.result)")
                return true
            }
            server.tasks.perform(.host(.init(rawValue: "accuse nobody")), by: Requester("somebody"))
            await events.wait { if case .audit(let entry) = $0 { entry.wasRefused } else { false } }
        }
    }
}
