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
        /// Show the two worlds, until somebody has seen enough of them.
        case visitWorlds
        /// Let the process be stopped, as Ctrl-Z does elsewhere.
        case suspend
        /// Draw everything anew.
        case repaint
        case quit
    }

    let lessons: [Lesson]
    /// Whether the list ends with the two worlds.
    let hasWorlds: Bool
    private let beginsWithWorlds: Bool
    private(set) var progress: LessonProgress
    /// Which entry the list is at.
    private(set) var selected: Int
    /// Nil while the list is shown.
    private(set) var sitting: LessonSitting?
    /// Which line of the help is the first on the screen; nil while it is closed.
    private(set) var helpTop: Int?
    /// Something to be said in the last line, once.
    private(set) var message: String?
    /// How large the screen is on which it is shown.
    var size = ScreenLayout.minimum

    /// - Parameter lesson: Which one is begun with, by its place in the list; nil: the list is shown.
    init(
        _ lessons: [Lesson],
        hasWorlds: Bool = false,
        progress: LessonProgress = .init(),
        beginningWith lesson: Int? = nil,
        saying message: String? = nil
    ) {
        self.message = message
        self.lessons = lessons
        self.hasWorlds = hasWorlds
        self.beginsWithWorlds = hasWorlds && lesson == lessons.count
        self.progress = progress
        self.selected = lesson ?? lessons.firstIndex { progress.countRight(in: $0) < $0.all.count } ?? 0
        self.sitting = self.beginsWithWorlds ? nil : lesson.map { LessonSitting(lessons[$0]) }
    }

    /// What there is to do before anything else.
    func begin() -> [Effect] { self.beginsWithWorlds ? [.visitWorlds] : [] }

    var place: StagePlace {
        if self.helpTop != nil { return .help }
        return switch self.sitting?.phase {
        case nil: .list
        case .predicting: .predicting
        case .running: .running
        case .comparing: .comparing
        }
    }

    mutating func press(_ key: Key) -> [Effect] {
        self.message = nil
        guard let binding = StageKeymap.binding(for: key, at: self.place) else {
            self.message = "\(key.label) does nothing here. ? lists the keys."
            return []
        }
        // What a key is about has to be seen.
        if self.place != .help, !binding.intent.isReading { self.sitting?.top = nil }
        return self.perform(binding.intent, key)
    }

    /// - Parameter now: What time it is by the clock of the events.
    mutating func take(_ events: [TaskEvent], at now: TaskInstant) {
        self.sitting?.take(events, at: now)
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

    private mutating func perform(_ intent: StageBinding.Intent, _ key: Key) -> [Effect] {
        switch intent {
        case .turn(let pages): self.turn(pages)
        case .quit: return [.quit]
        case .suspend: return [.suspend]
        case .repaint: return [.repaint]
        case .toggleHelp: self.helpTop = self.helpTop == nil ? 0 : nil
        case .move(let step): self.move(by: step)
        case .moveToFirst: self.move(by: -Self.farther)
        case .moveToLast: self.move(by: Self.farther)
        case .openSelected:
            // They are the entry after the lessons.
            return self.hasWorlds && self.selected == self.lessons.count ? [.visitWorlds] : self.open(self.selected)
        case .openNext: return self.open(self.selected + 1)
        case .openNextVariant: return self.open(variant: (self.sitting?.index ?? 0) + 1)
        case .openVariant:
            guard case .character(let digit) = key, let number = digit.wholeNumberValue else { break }
            return self.open(variant: number)
        case .close: return self.close()
        case .choose(let step): self.sitting?.choose(by: step)
        case .runIfPredicted: return self.runIfPredicted()
        case .run: return self.run()
        case .step(let isForward): self.sitting?.step(forward: isForward)
        case .playSlowly: self.sitting?.playSlowly()
        case .showWhole: self.sitting?.showWhole()
        }
        return []
    }

    /// Farther than any list is long.
    private static let farther = 1_000_000

    private mutating func move(by step: Int) {
        if let top = self.helpTop {
            let last = StageHelp(width: self.size.columns).lastTop(rows: StageView.bodyRows(self.size))
            self.helpTop = min(max(0, top + step), last)
        } else if self.sitting != nil {
            self.sitting?.move(by: step)
        } else {
            let last = self.hasWorlds ? self.lessons.count : self.lessons.count - 1
            self.selected = min(max(0, self.selected + step), max(0, last))
        }
    }

    private mutating func turn(_ pages: Int) {
        let rows = StageView.bodyRows(self.size)
        if self.helpTop != nil {
            self.move(by: pages * max(1, rows - 1))
        } else if let sitting {
            let page = LessonPage(sitting, progress: self.progress, columns: self.size.columns, rows: rows)
            let top = page.top(turning: pages)
            if top == sitting.top { self.message = "There is no more to read there." }
            self.sitting?.top = top
        }
    }

    private mutating func close() -> [Effect] {
        if self.helpTop != nil {
            self.helpTop = nil
            return []
        }
        self.sitting = nil
        return [.stop]
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
