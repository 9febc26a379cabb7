import BGTopTeaching
import BackgroundWorkEvents

/// What somebody who learns sees and does: the list of lessons, and the one that is being learned. Does nothing by itself.
struct Stage: Sendable {
    enum Effect: Sendable {
        /// Run it, and tell what happens.
        case run(Variant)
        /// Whatever runs is of no interest any more.
        case stop
        /// Note for good what ``LessonProgress/note(_:of:isRight:)`` takes.
        case note(Variant, of: Lesson, isRight: Bool?)
        /// Let the process be stopped, as Ctrl-Z does elsewhere.
        case suspend
        /// Draw everything anew.
        case repaint
        case quit
    }

    let lessons: [Lesson]
    private(set) var progress: LessonProgress
    /// Which lesson the list is at.
    private(set) var selected: Int
    /// Nil while the list is shown.
    private(set) var sitting: LessonSitting?
    /// Something to be said in the last line, once.
    private(set) var message: String?

    /// - Parameter lesson: Which one is begun with, by its place in the list; nil: the list is shown.
    init(_ lessons: [Lesson], progress: LessonProgress = .init(), beginningWith lesson: Int? = nil) {
        self.lessons = lessons
        self.progress = progress
        self.selected = lesson ?? lessons.firstIndex { progress.countRight(in: $0) < $0.all.count } ?? 0
        self.sitting = lesson.map { LessonSitting(lessons[$0]) }
    }

    mutating func press(_ key: Key) -> [Effect] {
        self.message = nil
        switch key {
        case .character("q"), .function(10), .control("c"): return [.quit]
        case .control("z"): return [.suspend]
        case .control("l"): return [.repaint]
        default: return self.sitting == nil ? self.pressInList(key) : self.pressInSitting(key)
        }
    }

    mutating func take(_ events: [TaskEvent]) {
        self.sitting?.take(events)
    }

    /// The run is over.
    mutating func end() -> [Effect] {
        guard self.sitting?.phase == .running else { return [] }
        self.sitting?.end()
        guard let sitting else { return [] }
        let isRight = sitting.isJudged ? sitting.isRight : nil
        self.progress.note(sitting.variant, of: sitting.lesson, isRight: isRight)
        return [.note(sitting.variant, of: sitting.lesson, isRight: isRight)]
    }

    mutating func pass(_ time: Duration) {
        self.sitting?.pass(time)
    }

    // MARK: - Keys

    private mutating func pressInList(_ key: Key) -> [Effect] {
        switch key {
        case .up, .character("k"): self.selected = max(0, self.selected - 1)
        case .down, .character("j"): self.selected = min(self.lessons.count - 1, self.selected + 1)
        case .home, .character("g"): self.selected = 0
        case .end, .character("G"): self.selected = self.lessons.count - 1
        case .enter where self.lessons.indices.contains(self.selected):
            self.sitting = LessonSitting(self.lessons[self.selected])
        case .escape: self.message = "q quits."
        default: break
        }
        return []
    }

    private mutating func pressInSitting(_ key: Key) -> [Effect] {
        switch key {
        case .escape, .character("l"):
            self.sitting = nil
            return [.stop]
        case .character("n"): return self.open(self.selected + 1)
        case .character("v"): return self.open(variant: ((self.sitting?.index ?? 0) + 1))
        case .character(let digit) where digit.isASCII && digit.isNumber: return self.open(variant: digit.wholeNumberValue ?? 0)
        case .enter where self.sitting?.phase == .predicting: return self.runIfPredicted()
        case .character("r") where self.sitting?.phase != .running: return self.run()
        case .up, .character("k"): self.sitting?.move(by: -1)
        case .down, .character("j"), .tab: self.sitting?.move(by: 1)
        case .left: self.sitting?.choose(by: -1)
        case .right, .character(" "): self.sitting?.choose(by: 1)
        case .character(","): self.sitting?.step(forward: false)
        case .character("."): self.sitting?.step(forward: true)
        case .character("s"): self.sitting?.playSlowly()
        case .end, .character("e"): self.sitting?.showWhole()
        default: break
        }
        return []
    }

    private mutating func runIfPredicted() -> [Effect] {
        guard self.sitting?.isPredicted == true else {
            self.sitting?.moveToUnpredicted()
            self.message = "Predict first: left and right choose. r runs it without."
            return []
        }
        return self.run()
    }

    private mutating func run() -> [Effect] {
        self.sitting?.begin()
        return self.sitting.map { [.run($0.variant)] } ?? []
    }

    private mutating func open(_ lesson: Int) -> [Effect] {
        guard self.lessons.indices.contains(lesson) else {
            self.message = "This was the last lesson. l goes to the list."
            return []
        }
        self.selected = lesson
        self.sitting = LessonSitting(self.lessons[lesson])
        return [.stop]
    }

    private mutating func open(variant index: Int) -> [Effect] {
        guard let lesson = self.sitting?.lesson, lesson.all.indices.contains(index) else {
            self.message = "There is no other variant. n goes to the next lesson."
            return []
        }
        self.sitting = LessonSitting(lesson, index)
        return [.stop]
    }
}
