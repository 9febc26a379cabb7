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
    /// All that is known of the run.
    private(set) var recorded = Timeline([])
    /// What time it is by the clock of the events, while it runs.
    private var now: TaskInstant?
    /// What is shown of the run where it is played again; nil: all that is known.
    private(set) var playhead: Duration?
    /// Whether it is being played.
    private(set) var isPlaying = false
    /// Which line of what there is to read is the first on the screen, once somebody has turned pages; nil: the one that suits best.
    var top: Int?

    /// How much slower than it was it is played.
    static let slowness = 10

    init(_ lesson: Lesson, _ index: Int = 0) {
        self.lesson = lesson
        self.index = index
        self.predictions = lesson.all[index].questions.map { _ in nil }
    }

    var variant: Variant { self.lesson.all[self.index] }

    /// What is shown of the run: what is open while it runs goes on with the time.
    var timeline: Timeline {
        if let playhead { return self.recorded.cut(at: playhead) }
        return self.now.map(self.recorded.extended) ?? self.recorded
    }

    /// What the scale has room for. It is known before the run, so that nothing jumps while it runs, and covers what could be predicted.
    var scaleLength: Duration { max(self.variant.expectedLength, self.timeline.length, self.recorded.length) }

    /// Whether what is shown changes with the time.
    var isMoving: Bool { self.isPlaying || self.phase == .running }

    /// Which choice came true, question by question; nil where none did. Empty before the run is over.
    var answers: [Int?] {
        guard self.phase == .comparing else { return [] }
        return self.variant.questions.map { $0.answer(in: self.recorded) }
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
        (self.events, self.recorded, self.now) = ([], Timeline([]), nil)
        self.showWhole()
    }

    /// - Parameter now: What time it is by the clock of the events.
    mutating func take(_ events: [TaskEvent], at now: TaskInstant) {
        guard self.phase == .running else { return }
        self.now = now
        guard !events.isEmpty else { return }
        self.events += events
        self.recorded = Timeline(self.events)
    }

    mutating func end() {
        guard self.phase == .running else { return }
        self.phase = .comparing
        self.now = nil
    }

    // MARK: - Playing it again

    /// Goes to the next moment at which something happened, or to the one before.
    mutating func step(forward isForward: Bool) {
        guard self.phase == .comparing else { return }
        self.isPlaying = false
        let moments = self.recorded.moments
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
        if position >= self.recorded.length {
            self.showWhole()
        } else {
            self.playhead = position
        }
    }
}
