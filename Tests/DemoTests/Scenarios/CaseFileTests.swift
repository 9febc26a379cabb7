import BackgroundWorkEvents
import Foundation
import Testing

@testable import DemoServer

struct `An accusation` {
    private static let evidence = Evidence(
        ended: 12,
        asked: 3,
        slowestReaction: .milliseconds(4),
        running: 2,
        places: 64,
        percentOfPlaces: 3,
        longestPoll: .milliseconds(2),
        longPolls: 0,
        leftBehind: 0
    )

    private func innocent(_ scenario: Scenario) -> String {
        Scenario.candidates.first { $0 != scenario.culprit } ?? ""
    }

    @Test(arguments: ScenarioName.allCases, [1, 2, 3] as [UInt64])
    func `is right for the culprit alone, and says what to do and which lesson shows it`(name: ScenarioName, seed: UInt64) {
        let scenario = Scenario(name, seed: seed)
        for accused in Scenario.candidates + ["send-email", "store-result"] {
            var file = CaseFile(scenario)
            let answer = file.accuse(accused, on: Self.evidence, after: .seconds(42))
            #expect(answer.isRight == (accused == scenario.culprit))
            #expect((file.foundAfter == .seconds(42)) == answer.isRight)
            #expect(answer.sentence.hasPrefix(answer.isRight ? "right, found after 42 s. " : "no. "))
            #expect(answer.sentence.contains(scenario.fault.remedy) == answer.isRight)
            #expect(answer.sentence.contains("bgtop learn \(scenario.fault.lesson) ") == answer.isRight)
            // With the words before it, it is read as a whole at 80 columns.
            #expect(answer.sentence.count <= 285, "\(answer.sentence)")
        }
    }

    @Test(arguments: ScenarioName.allCases)
    func `that is wrong says what was measured, and no other name`(name: ScenarioName) {
        let scenario = Scenario(name, seed: 1)
        var file = CaseFile(scenario)
        let answer = file.accuse(self.innocent(scenario), on: Self.evidence, after: .seconds(1))
        let measured = [.blockedExit: "4 ms", .blockedPool: "2 ms", .smallQueue: "3%", .orphans: "12 tasks"][name] ?? "?"
        #expect(answer.sentence.contains(measured), "\(answer.sentence)")
        for candidate in Scenario.candidates { #expect(!answer.sentence.contains(candidate)) }
        for fault in scenario.puzzle.faults { #expect(!answer.sentence.contains(fault.explanation)) }
    }

    @Test(arguments: ScenarioName.allCases)
    func `can be made before anything was measured`(name: ScenarioName) {
        let scenario = Scenario(name, seed: 1)
        var file = CaseFile(scenario)
        #expect(!file.accuse(self.innocent(scenario), on: Evidence(), after: .zero).isRight)
        #expect(file.accuse(scenario.culprit, on: Evidence(), after: .zero).isRight)
    }

    @Test func `that is repeated counts once, and what was found stays found when it was`() {
        let scenario = Scenario(.blockedExit, seed: 1)
        let innocent = self.innocent(scenario)
        var file = CaseFile(scenario)
        for word in ["no. ", "no, as before. "] {
            #expect(file.accuse(innocent, on: Self.evidence, after: .seconds(1)).sentence.hasPrefix(word))
        }
        #expect(file.wronglyAccused == [innocent])
        for word in ["found", "as you found"] {
            let answer = file.accuse(scenario.culprit, on: Self.evidence, after: .seconds(word == "found" ? 9 : 30))
            #expect(answer.sentence.hasPrefix("right, \(word) after 9.0 s. "))
        }
        #expect(file.foundAfter == .seconds(9))
        _ = file.accuse("send-email", on: Self.evidence, after: .seconds(40))
        #expect(file.wronglyAccused == [innocent], "Whoever is accused when it is found is not suspected.")
    }

    @Test func `of the exit says who was seen to ignore a cancel`() {
        var file = CaseFile(Scenario(.blockedExit, seed: 1))
        let evidence = Evidence(longestIgnored: .seconds(12))
        #expect(
            file.accuse(file.scenario.culprit, on: evidence, after: .zero).sentence.contains(
                "asked to stop 12.0 s ago still runs"
            )
        )
    }

    @Test func `stands in the report, in words and for a program`() throws {
        let scenario = Scenario(.orphans, seed: 4)
        var file = CaseFile(scenario)
        _ = file.accuse("send-email", on: Self.evidence, after: .seconds(3))
        let open = ScenarioResult(file)
        #expect(open.text.hasPrefix("scenario orphans: \(scenario.puzzle.question)\n  not found: \(scenario.culprit)\n"))
        #expect(open.text.contains("\n  accused wrongly: send-email\n"))
        #expect(open.text.hasSuffix("\n  bgtop learn \(scenario.fault.lesson) shows it."))
        var object = try self.object(open)
        #expect(object["foundAfter"] is NSNull)
        #expect(object["wronglyAccused"] as? [String] == ["send-email"])
        _ = file.accuse(scenario.culprit, on: Self.evidence, after: .milliseconds(61_500))
        let found = ScenarioResult(file)
        #expect(found.text.contains("  found after 61 s: \(scenario.culprit)\n"))
        object = try self.object(found)
        #expect(
            Set(object.keys) == ["name", "question", "culprit", "fault", "foundAfter", "wronglyAccused", "lesson"]
        )
        #expect(object["name"] as? String == "orphans" && object["culprit"] as? String == scenario.culprit)
        #expect(object["foundAfter"] as? Double == 61.5)
    }

    /// What the whole report has under `"scenario"`.
    private func object(_ result: ScenarioResult) throws -> [String: Any] {
        let line = DrainReport.empty().json(scenario: result)
        let report = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(report["report"] as? Int == 1)
        return try #require(report["scenario"] as? [String: Any])
    }
}
