public import BGTopTeaching

/// What `bgtop learn` shows in a terminal.
public enum LessonScreen {
    /// Takes the terminal, plays lessons, and gives the terminal back. Blocks the calling thread, which must not be one of Swift's
    /// concurrency pool.
    ///
    /// - Parameters:
    ///   - progress: What has been learned before.
    ///   - worlds: What the entry after the last lesson shows.
    ///   - lesson: Which one is begun with, by its place in the list; nil: the list is shown.
    ///   - notice: Something to be said in the last line until a key is pressed.
    ///   - note: Called after each run with what ``LessonProgress/note(_:of:isRight:)`` takes. Others may learn at the same time: what
    ///     is known here of what has been learned is not all of it.
    /// - Throws: An error whose description is a sentence for a person, if there is no terminal that could show it.
    public static func run(
        _ lessons: [Lesson],
        options: Dashboard.Options = .init(),
        progress: LessonProgress,
        worlds: WorldsLauncher,
        beginningWith lesson: Int? = nil,
        notice: String? = nil,
        note: @escaping (Variant, Lesson, _ isRight: Bool?) -> Void
    ) throws {
        let terminal = try TerminalSession(
            options: TerminalOptions(color: options.color.terminalOption, ascii: options.isASCII)
        )
        defer { terminal.giveBack() }
        let waker = terminal.waker
        var loop = StageLoop(
            Stage(lessons, hasWorlds: true, progress: progress, beginningWith: lesson, saying: notice),
            on: terminal,
            theme: terminal.theme(options.theme ?? .standard),
            worlds: worlds,
            wake: { waker.wake() },
            note: note
        )
        loop.go()
    }
}
