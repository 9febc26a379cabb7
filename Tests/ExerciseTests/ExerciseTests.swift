import BGTopLessons
import BGTopTeaching
import ExerciseJudges
import Foundation
import TestSupport
import Testing

@testable import bgtop_exercises

/// Each exercise fails as it is shipped, is content with what is right, and with nothing that only looks right.
@Suite(.serialized, .timeLimit(.minutes(30)))
struct ExerciseTests {
    static let right = Answers.all.flatMap { answers in answers.right.map { Named("\(answers.number) \($0.name)", $0.value) } }
    static let wrong = Answers.all.flatMap { answers in answers.wrong.map { Named("\(answers.number) \($0.name)", $0) } }

    /// Where what is shipped is what is checked: who solves an exercise changes it, and is to see no test fail for that.
    private static let isShipped = ProcessInfo.processInfo.environment["CI"] != nil

    @Test(.enabled(if: Self.isShipped, "only .ci/run checks it"), arguments: Answers.all.map { Named("\($0.number)", $0) })
    func `it fails as it is shipped`(answers: Named<Answers>) async throws {
        let exercise = try #require(Exercise.all.first { $0.number == answers.value.number })
        await self.expect(answers.value.shipped, of: exercise)
    }

    @Test(arguments: Self.right)
    func `it is content with what is right`(exercise: Named<Exercise>) async {
        await self.expect([], of: exercise.value)
    }

    @Test(arguments: Self.wrong)
    func `it is not content with what only looks right`(answer: Named<Answers.Wrong>) async {
        await self.expect(answer.value.faults, of: answer.value.exercise)
    }

    @Test(arguments: Exercise.all.map { Named("\($0.number)", $0) })
    func `it belongs to a lesson, which says the same of it`(exercise: Named<Exercise>) {
        guard let lesson = Curriculum.lesson("\(exercise.value.number)") else { return }
        #expect(lesson.exercise == exercise.value.goal)
    }

    @Test(arguments: Exercise.all.map { Named("\($0.number)", $0) })
    func `its goal fits into a line of 80 columns, with the command that runs it`(exercise: Named<Exercise>) {
        let line = " Then fix one:  swift run bgtop-exercises \(exercise.value.number)  \"\(exercise.value.goal)\""
        #expect(line.count <= 80)
    }

    @Test func `what a lesson offers exists, and at least two wrong answers are known of each`() {
        #expect(Exercise.all.map(\.number) == Answers.all.map(\.number))
        let offered = Curriculum.lessons.filter { $0.exercise != nil }.map(\.number)
        #expect(offered.allSatisfy { number in Exercise.all.contains { $0.number == number } })
        #expect(Answers.all.allSatisfy { $0.wrong.count >= 2 })
    }

    /// - Parameter faults: What does not hold, with an N for what depends on how busy the machine is.
    private func expect(_ faults: [String], of exercise: Exercise, at location: SourceLocation = #_sourceLocation) async {
        let (verdict, lateness) = await Metronome.undisturbed {
            await exercise.judge()
        } isRight: {
            Self.faults($0) == faults
        }
        let lines = verdict.lines.joined(separator: "\n")
        #expect(Self.faults(verdict) == faults, "late by \(lateness):\n\(lines)", sourceLocation: location)
    }

    private static func faults(_ verdict: Verdict) -> [String] {
        verdict.faults.map { $0.replacing(/\d+ (ms|were)/) { "N \($0.1)" } }
    }
}
