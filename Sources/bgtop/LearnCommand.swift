import ArgumentParser
import BGTopCommandLine
import BGTopDashboard
import BGTopLessons
import BGTopTeaching
import Dispatch
import Synchronization

/// `bgtop learn`.
struct LearnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn",
        abstract: "Learn how structured concurrency behaves, by predicting it and watching it.",
        discussion: """
            Each lesson is code that runs: say where each lane ends, run it, and compare. Without a lesson it lists them. What you \
            have learned is kept in bgtop/lessons.json in $XDG_STATE_HOME or ~/.local/state.
            bgtop learn worlds runs one workload in two processes, structured in one and fire and forget in the other, and shuts \
            both down.
            With --plain a lesson is run and printed as text, for a slide or a pipe: its code, its time line, and why. --color, --theme \
            and --ascii do as everywhere.
            """
    )

    /// What the two worlds are called among the lessons.
    private static let worlds = "worlds"

    @Argument(
        help: ArgumentHelp("The number of a lesson, its name, or words of its title; or worlds.", valueName: "lesson"),
        completion: .list(Curriculum.lessons.map(\.name) + [Self.worlds])
    )
    var lesson: String?

    @Flag(help: "All lessons, one after the other; with --plain.")
    var all = false

    // Of these only some apply, and the command line takes all of them before this command is asked.
    @OptionGroup(visibility: .hidden) var viewing: ViewingOptions

    func validate() throws {
        if let lesson, !self.isWorlds, Curriculum.lesson(lesson) == nil {
            throw ValidationError(self.objection(to: lesson))
        }
        if self.all, !self.viewing.plain { throw ValidationError("--all goes with --plain.") }
        if self.all, self.lesson != nil { throw ValidationError("--all and a lesson exclude each other.") }
    }

    private func objection(to lesson: String) -> String {
        func names(_ lessons: [Lesson]) -> [String] { lessons.map { "\($0.number) \($0.name)" } }
        let candidates = Curriculum.lessons(lesson)
        guard candidates.isEmpty else {
            return "Several lessons have \"\(lesson)\" in their titles: \(names(candidates).joined(separator: ", "))."
        }
        let all = names(Curriculum.lessons) + [Self.worlds]
        return "There is no lesson \"\(lesson)\". There are \(all.joined(separator: ", "))."
    }

    private var isWorlds: Bool {
        self.lesson.map { [Self.worlds, WorldsText.title.lowercased()].contains($0.lowercased()) } ?? false
    }

    func run() throws {
        let chosen = self.lesson.flatMap(Curriculum.lesson)
        let file = LessonProgressFile()
        var progress = LessonProgress()
        var isUnderstood = true
        do {
            progress = try file.load()
        } catch {
            Program.complain("\(file.name): \(error.sentence) Nothing is kept there; move it away to begin anew.")
            isUnderstood = false
        }
        if self.viewing.plain {
            if self.isWorlds { return try PlainWorlds.run(.processes, to: OutputFile(nil)) }
            guard let lessons = self.all ? Curriculum.lessons : chosen.map({ [$0] }) else { return try self.list(progress) }
            let output = try OutputFile(nil)
            for lesson in lessons { try output.write(self.text(of: lesson) + "\n") }
            if self.all { try PlainWorlds.run(.processes, to: output) }
            return
        }
        try self.viewing.checkScreen()
        // That somebody has learned something does not depend on whether it can be kept.
        var problem: AtomicFile.Failure?
        do {
            try LessonScreen.run(
                Curriculum.lessons,
                options: self.viewing.dashboardOptions(),
                progress: progress,
                worlds: .processes,
                beginningWith: self.isWorlds
                    ? Curriculum.lessons.count
                    : chosen.flatMap { chosen in Curriculum.lessons.firstIndex { $0.id == chosen.id } },
                notice: isUnderstood ? nil : "What you learned before cannot be understood, so nothing is kept."
            ) { variant, lesson, isRight in
                guard isUnderstood else { return }
                do throws(AtomicFile.Failure) {
                    try file.note(variant, of: lesson, isRight: isRight)
                } catch {
                    problem = error
                }
            }
        } catch {
            throw ValidationError("\(error)")
        }
        if let problem { Program.complain("\(file.name): \(problem.sentence) Not all that you have learned is kept.") }
    }

    private func list(_ progress: LessonProgress) throws {
        let lines = Curriculum.lessons.map { lesson in
            let number = String(repeating: " ", count: lesson.number < 10 ? 1 : 0) + "\(lesson.number)"
            let right = progress.countRight(in: lesson)
            let learned = right > 0 ? "   \(right) of \(lesson.all.count) right" : ""
            return "\(number)  \(lesson.name)\n    \(lesson.title)\(learned)"
        }
        let worlds = "    \(Self.worlds)\n    \(WorldsText.title)"
        try OutputFile(nil).write((lines + [worlds]).joined(separator: "\n") + "\n")
    }

    /// Runs all of it, one after the other: what runs at the same time would be late.
    private func text(of lesson: Lesson) -> String {
        let isDone = DispatchSemaphore(value: 0)
        let text = Mutex("")
        Task {
            var lines = LessonText.heading(of: lesson)
            for variant in lesson.all {
                lines += [""] + LessonText.run(of: variant, Timeline(await variant.perform().record()))
            }
            if let exercise = lesson.exercise {
                lines += ["", "Then fix one: swift run bgtop-exercises \(lesson.number)  \"\(exercise)\""]
            }
            if !lesson.sources.isEmpty { lines += ["", "Specified in \(lesson.sources.joined(separator: ", "))."] }
            text.withLock { $0 = lines.joined(separator: "\n") + "\n" }
            isDone.signal()
        }
        isDone.wait()
        return text.withLock(\.self)
    }
}
