import ArgumentParser
import ExerciseJudges
import Foundation

/// Runs what the learner has made of an exercise, and judges it.
@main
struct BGTopExercises: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bgtop-exercises",
        abstract: "Put code right that looks right.",
        discussion: """
            Each exercise is a file in Demo/Exercises, to be edited; it says what is to be achieved. It is run on the real runtime, \
            what happened is drawn, and judged. The number is that of the lesson which it belongs to: see bgtop learn.
            The exit code is 0 if everything holds that was run, 1 if not, and 64 if this was called wrongly.
            """
    )

    @Argument(help: "Which one; without it all are run, and listed.")
    var number: Int?

    static func main() async {
        do {
            try await Self.parse().run()
        } catch {
            let code = Self.exitCode(for: error)
            if code.isSuccess {
                print(Self.fullMessage(for: error))
            } else if code != .failure {
                FileHandle.standardError.write(Data("bgtop-exercises: \(Self.message(for: error))\n".utf8))
            }
            Self.exit(withError: code)
        }
    }

    func validate() throws {
        if let number, !Exercise.all.contains(where: { $0.number == number }) {
            let numbers = Exercise.all.map { "\($0.number)" }.joined(separator: ", ")
            throw ValidationError("There is no exercise \(number); there are \(numbers).")
        }
    }

    func run() async throws {
        guard let exercise = Exercise.all.first(where: { $0.number == self.number }) else { return try await self.runAll() }
        let title = "Exercise \(exercise.number): \(exercise.goal)"
        print("\(title)\n\(String(repeating: "=", count: title.count))")
        let verdict = await exercise.judge()
        for line in verdict.lines { print(line) }
        print("\n\(verdict.holds ? "It holds." : "Not yet. Edit \(exercise.file), and run it again.")")
        if !verdict.holds { throw ExitCode.failure }
    }

    private func runAll() async throws {
        var allHold = true
        for exercise in Exercise.all {
            let holds = await exercise.judge().holds
            allHold = allHold && holds
            print("\(exercise.number < 10 ? " " : "")\(exercise.number)  \(holds ? "holds  " : "not yet")  \(exercise.goal)")
        }
        if !allHold { throw ExitCode.failure }
    }
}
