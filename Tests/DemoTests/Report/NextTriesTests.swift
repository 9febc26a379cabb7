import ArgumentParser
import Testing

@testable import DemoServer

struct `What to try next` {
    static func tips(after arguments: [String], code: Int32) throws -> [String] {
        NextTries(after: try DemoOptions.parse(arguments), hasDashboard: true, code: code).tips
    }

    @Test(arguments: [DemoExit.clean, DemoExit.cutShort, DemoExit.uncooperative])
    func `is nothing that was given already, nor what would show no more than that`(code: Int32) throws {
        for (given, option) in [
            (["--grace", "3"], "--grace 3"), (["--grace", "0.5"], "--grace 3"), (["--grace", "40"], "--grace 40"),
            (["--max-running", "16"], "--max-running"), (["--max-running", "2"], "--max-running"),
        ] {
            let tips = try Self.tips(after: given, code: code)
            #expect(!tips.contains { $0.hasPrefix("\(option):") || $0.hasPrefix("\(option) ") }, "\(given)")
        }
    }

    @Test func `is a way to see the exit code that this run did not have`() throws {
        #expect(try Self.tips(after: [], code: DemoExit.clean).first?.hasPrefix("--grace 3:") == true)
        #expect(try Self.tips(after: [], code: DemoExit.cutShort).first?.hasPrefix("--grace 40:") == true)
        #expect(try !Self.tips(after: [], code: DemoExit.uncooperative).contains { $0.hasPrefix("press a and hang") })
    }

    @Test func `is not spoken of where nothing is left`() throws {
        let options = try DemoOptions.parse(["--grace", "0", "--max-running", "1"])
        #expect(NextTries(after: options, hasDashboard: true, code: DemoExit.uncooperative).text == nil)
        let text = NextTries(after: options, hasDashboard: true, code: DemoExit.clean).text
        #expect(text?.hasPrefix("Try next:\n  press a") == true)
    }

    @Test(arguments: ScenarioName.allCases)
    func `is after a scenario another one, and the same with another culprit`(scenario: ScenarioName) throws {
        let tips = try Self.tips(after: ["--scenario", scenario.rawValue, "--seed", "9"], code: DemoExit.uncooperative)
        #expect(tips.count == 2)
        let seed = try #require(tips[0].firstMatch(of: /^--scenario ([a-z-]+) --seed (\d+): another culprit$/))
        #expect(seed.1 == scenario.rawValue)
        let other = Scenario(scenario, seed: try #require(UInt64(seed.2)))
        #expect(other.culprit != Scenario(scenario, seed: 9).culprit)
        #expect(
            !tips[1].contains(scenario.rawValue)
                && ScenarioName.allCases.contains { tips[1].hasPrefix("--scenario \($0.rawValue):") }
        )
    }

    @Test func `is no key where no dashboard has heard one`() throws {
        let tries = NextTries(after: try DemoOptions.parse(["--headless"]), hasDashboard: false, code: DemoExit.clean)
        #expect(tries.tips.contains { $0.hasPrefix("curl -X POST") } && !tries.tips.contains { $0.contains("press") })
    }
}
