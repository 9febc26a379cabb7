import BGTopLessons
import BGTopTeaching
import ExerciseJudges
import TestSupport
import Testing

@testable import bgtop_exercises

/// Each exercise fails as it is shipped, is content with what is right, and with nothing that only looks right.
@Suite(.timeLimit(.minutes(10)))
struct ExerciseTests {
    static let right = Answers.all.flatMap { answers in answers.right.map { Named("\(answers.number) \($0.name)", $0.value) } }
    static let wrong = Answers.all.flatMap { answers in answers.wrong.map { Named("\(answers.number) \($0.name)", $0) } }

    @Test(arguments: Answers.all.map { Named("\($0.number)", $0) })
    func `it fails as it is shipped`(answers: Named<Answers>) async throws {
        let exercise = try #require(Exercise.all.first { $0.number == answers.value.number })
        #expect(await self.faults(of: exercise) == answers.value.shipped)
    }

    @Test(arguments: Self.right)
    func `it is content with what is right, 20 times in a row`(exercise: Named<Exercise>) async {
        for _ in 1...20 {
            let verdict = await exercise.value.judge()
            #expect(verdict.holds, "\(verdict.lines.joined(separator: "\n"))")
        }
    }

    @Test(arguments: Self.wrong)
    func `it is not content with what only looks right`(answer: Named<Answers.Wrong>) async {
        #expect(await self.faults(of: answer.value.exercise) == answer.value.faults)
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

    /// What does not hold, with an N for what depends on how busy the machine is.
    private func faults(of exercise: Exercise) async -> [String] {
        await exercise.judge().faults.map { $0.replacing(/\d+ (ms|were)/) { "N \($0.1)" } }
    }
}
