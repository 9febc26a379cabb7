import BackgroundWorkEvents
import Testing

@testable import DemoServer

struct `A scenario` {
    private static let seeds: ClosedRange<UInt64> = 1...60

    @Test(arguments: ScenarioName.allCases)
    func `has the same culprit with the same fault for the same seed`(name: ScenarioName) {
        for seed in Self.seeds {
            let (first, second) = (Scenario(name, seed: seed), Scenario(name, seed: seed))
            #expect(first.culprit == second.culprit && first.fault.name == second.fault.name)
        }
    }

    @Test(arguments: ScenarioName.allCases)
    func `can be any of the candidates, with any of several faults`(name: ScenarioName) {
        let scenarios = Self.seeds.map { Scenario(name, seed: $0) }
        #expect(Set(scenarios.map(\.culprit)) == Set(Scenario.candidates))
        let puzzle = Puzzle(name)
        #expect(puzzle.faults.count >= 3)
        #expect(Set(scenarios.map(\.fault.name)) == Set(puzzle.faults.map(\.name)))
    }

    @Test(arguments: [(ScenarioName.blockedExit, [1, 2, 5]), (.blockedPool, [1, 2, 3])] as [(ScenarioName, [UInt64])])
    func `has every fault among the seeds with which it is run in a process of its own`(name: ScenarioName, seeds: [UInt64]) {
        #expect(Set(seeds.map { Scenario(name, seed: $0).fault.name }) == Set(Puzzle(name).faults.map(\.name)))
    }

    @Test(arguments: ScenarioName.allCases)
    func `names a lesson for each fault, and says everything in sentences`(name: ScenarioName) {
        let puzzle = Puzzle(name)
        #expect(puzzle.question.hasSuffix("?"))
        #expect(puzzle.assignment.count <= 76, "With its mark it is one line of the smallest usual terminal.")
        for fault in puzzle.faults {
            #expect((1...15).contains(fault.lesson))
            #expect(fault.explanation.hasSuffix(".") && fault.remedy.hasSuffix("."))
        }
    }

    @Test(arguments: ScenarioName.allCases)
    func `gives nothing away before somebody accuses`(name: ScenarioName) {
        for seed in Self.seeds {
            let scenario = Scenario(name, seed: seed)
            let actions = Investigation(scenario).actions
            // Whoever is offered, all are, in the same words and in the same order, whatever the seed.
            #expect(actions == Investigation(Scenario(name, seed: 0)).actions)
            #expect(Set(actions.compactMap(\.taskName)).isSuperset(of: Scenario.candidates))
            for action in actions {
                let other = actions[0]
                let (own, others) = (action.taskName ?? "", other.taskName ?? "")
                #expect(action.summary.replacing(own, with: others) == other.summary)
                #expect(action.title.replacing(own, with: others) == other.title)
            }
        }
        #expect(!Scenario.candidates.contains { Puzzle(name).assignment.contains($0) })
        for revealing in ["chaos", "hang", "block", "fault", "leak", "orphan", "bad", "slow"] {
            #expect(!Scenario.candidates.contains { $0.contains(revealing) })
        }
    }

    @Test(arguments: ScenarioName.allCases)
    func `has jobs that come at the same pace for every name`(name: ScenarioName) {
        let pace = Puzzle(name).pace
        var last = Duration.zero
        var counts: [String: Int] = [:]
        for arrival in JobSchedule(Scenario.candidates, pace: pace, seed: 7).prefix(600) {
            #expect(arrival.at >= last)
            last = arrival.at
            counts[arrival.job.name, default: 0] += 1
            #expect(arrival.job.number == counts[arrival.job.name])
            #expect(pace.duration.contains(arrival.job.duration.inSeconds))
        }
        #expect(counts.count == Scenario.candidates.count)
        #expect(counts.values.allSatisfy { (80...120).contains($0) }, "\(counts)")
        let again = JobSchedule(Scenario.candidates, pace: pace, seed: 7)
        #expect(Array(again.prefix(50)) == Array(JobSchedule(Scenario.candidates, pace: pace, seed: 7).prefix(50)))
        #expect(Array(again.prefix(50)) != Array(JobSchedule(Scenario.candidates, pace: pace, seed: 8).prefix(50)))
    }
}
