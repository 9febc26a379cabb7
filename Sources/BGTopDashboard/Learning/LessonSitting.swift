import BGTopTeaching
import BackgroundWorkEvents

/// Somebody sits over one variant of a lesson: predicts, watches, and compares.
struct LessonSitting: Sendable {
    enum Phase: Hashable, Sendable, CaseIterable {
        /// Where each lane ends is to be said before anything runs.
        case predicting
        /// It runs, now.
        case running
        /// It has run, and can be played again.
        case comparing
    }

    let lesson: Lesson
    /// Which of the lesson's ``BGTopTeaching/Lesson/all``.
    let index: Int
    private(set) var phase = Phase.predicting
    /// What was chosen for each question; nil while nothing was.
    private(set) var predictions: [Int?]
    /// Which question the keys are about.
    private(set) var focus = 0
    /// What happened in the run, as it was told.
    private(set) var events: [TaskEvent] = []
    /// What is shown of the run where it is played again; nil: all that is known.
    private(set) var playhead: Duration?
    /// Whether it is being played.
    private(set) var isPlaying = false

    /// How much slower than it was it is played.
    static let slowness = 10

    init(_ lesson: Lesson, _ index: Int = 0) {
        self.lesson = lesson
        self.index = index
        self.predictions = lesson.all[index].questions.map { _ in nil }
    }

    var variant: Variant { self.lesson.all[self.index] }

    /// What is shown of the run.
    var timeline: Timeline { Timeline(self.events, until: self.playhead) }

    /// How long the run took, as far as is known.
    var length: Duration { Timeline(self.events).length }

    /// Which choice came true, question by question; nil where none did. Empty before the run is over.
    var answers: [Int?] {
        guard self.phase == .comparing else { return [] }
        let timeline = Timeline(self.events)
        return self.variant.questions.map { $0.answer(in: timeline) }
    }

    /// Whether everything was predicted, and what came was among what could be.
    var isJudged: Bool { self.isPredicted && !self.answers.contains(nil) }

    /// Whether everything was predicted as it came.
    var isRight: Bool { !self.answers.contains(nil) && self.answers == self.predictions }

    // MARK: - Predicting

    var isPredicted: Bool { !self.predictions.contains(nil) }

    mutating func move(by step: Int) {
        guard self.phase == .predicting else { return }
        self.focus = min(max(0, self.focus + step), self.predictions.count - 1)
    }

    mutating func choose(by step: Int) {
        guard self.phase == .predicting, self.predictions.indices.contains(self.focus) else { return }
        let count = self.variant.questions[self.focus].choices.count
        let chosen = self.predictions[self.focus].map { ($0 + step + count) % count }
        self.predictions[self.focus] = chosen ?? (step > 0 ? 0 : count - 1)
    }

    /// Goes to the next question that has not been answered.
    mutating func moveToUnpredicted() {
        self.focus = self.predictions.firstIndex(of: nil) ?? self.focus
    }

    // MARK: - Running

    mutating func begin() {
        self.phase = .running
        self.events = []
        (self.playhead, self.isPlaying) = (nil, false)
    }

    mutating func take(_ events: [TaskEvent]) {
        guard self.phase == .running else { return }
        self.events += events
    }

    mutating func end() {
        guard self.phase == .running else { return }
        self.phase = .comparing
    }

    // MARK: - Playing it again

    /// Goes to the next moment at which something happened, or to the one before.
    mutating func step(forward isForward: Bool) {
        guard self.phase == .comparing else { return }
        self.isPlaying = false
        let moments = Timeline(self.events).moments
        if isForward {
            let position = self.playhead ?? .seconds(-1)
            self.playhead = moments.first { $0 > position }
        } else {
            let position = self.playhead ?? .seconds(3_600)
            self.playhead = moments.last { $0 < position } ?? moments.first
        }
    }

    /// Plays it slowly, from where it stands; or stops that.
    mutating func playSlowly() {
        guard self.phase == .comparing else { return }
        self.isPlaying.toggle()
        if self.isPlaying { self.playhead = self.playhead ?? .zero }
    }

    /// Shows all of it.
    mutating func showWhole() {
        (self.playhead, self.isPlaying) = (nil, false)
    }

    /// Lets time pass where it is played.
    mutating func pass(_ time: Duration) {
        guard self.isPlaying, let playhead else { return }
        let position = playhead + time / Self.slowness
        if position >= Timeline(self.events).length {
            self.showWhole()
        } else {
            self.playhead = position
        }
    }
}
