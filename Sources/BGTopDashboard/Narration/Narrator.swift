import BGTopStore
import BackgroundWorkEvents

/// The dashboard in words, for those who do not see it: a line for each thing that matters, and answers to what is asked by line.
///
/// What it tells is what has changed since the last line, warnings and phases of a drain at once and figures at a calm rate. It is
/// pure, as the model is on which it rests: it reads no clock and says nothing by itself.
struct Narrator: Sendable {
    /// How often figures are told, where they have changed.
    static let pause: Duration = .seconds(10)
    /// The same during a drain, which is shorter.
    static let drainPause: Duration = .seconds(5)
    /// What is over for less than this is not over: a warning that comes and goes is told once.
    static let settling: Duration = .seconds(3)

    /// What there is to say and to do.
    struct Telling: Hashable, Sendable {
        var lines: [String] = []
        var effects: [Effect] = []
    }

    var model: Model
    /// What was told of last, and whether it could be seen.
    private(set) var process: ProcessDescription?
    var interruption: Interruption?
    private var phase = DrainStatus.Phase.accepting
    private var state = ""
    private var nextState = TaskInstant(nanoseconds: .min)
    /// The warnings that stand, by their rules, and when each was seen last.
    private var warnings: [RowWarning.ID: TaskInstant] = [:]
    var failures = FailureDigest()
    private var eventsLost: UInt64 = 0
    /// What the shutdown came to, as it was told.
    private var report: DrainReport?

    init(viewer: Viewer, settings: Settings = Settings()) {
        // No picture is ever drawn: any size will do at which keys are heard.
        self.model = Model(viewer: viewer, size: Size(columns: 80, rows: 24), settings: settings)
    }

    /// Takes in what has happened, and lets time pass.
    mutating func take(_ events: [TaskEvent], at now: TaskInstant) -> Telling {
        var telling = Telling()
        // What a process told last is told before its end is, and of the next one nothing before it is there.
        var rest = events[...]
        while let border = rest.dropFirst().firstIndex(where: \.changesConnection) {
            let before = rest[..<border]
            rest = rest[border...]
            let piece = self.takePiece(Array(before), at: before.last?.at ?? now)
            telling.lines += piece.lines
            telling.effects += piece.effects
        }
        let piece = self.takePiece(Array(rest), at: now)
        return Telling(lines: telling.lines + piece.lines, effects: telling.effects + piece.effects)
    }

    /// As ``take(_:at:)``, for events of one connection, or for the end of one.
    private mutating func takePiece(_ events: [TaskEvent], at now: TaskInstant) -> Telling {
        var telling = Telling()
        if !events.isEmpty { telling.effects += self.model.update(.events(events)) }
        telling.effects += self.model.update(.tick(now))
        telling.lines += self.newsOfConnection(in: events)
        // Before the first snapshot nothing is known.
        guard let process = self.model.store.process else { return telling }
        if self.process != process { telling.lines += self.introduction(to: process) }
        for case .audit(let entry) in events.map(\.kind) {
            telling.lines.append("\(entry.sentence), asked by \(entry.requester).")
        }
        telling.lines += self.newsOfPhases(in: events) + self.newsOfWarnings() + self.failures.news(in: self.model.store)
        telling.lines += self.newsOfLoss() + self.newsOfReport() + self.newsOfState()
        return telling
    }

    /// Takes in whether the process does what is asked of it, as far as it has said.
    mutating func take(isControlAllowed: Bool) {
        _ = self.model.update(.control(isAllowed: isControlAllowed))
    }

    /// Takes in whether what this process does besides its tasks is over.
    mutating func take(isRestOver: Bool) -> Telling {
        Telling(effects: self.model.update(.rest(isOver: isRestOver)))
    }

    /// The first process, or one that has taken another's place: nothing that was told of the other holds for it.
    private mutating func introduction(to process: ProcessDescription) -> [String] {
        self.process = process
        (self.phase, self.state, self.warnings, self.report) = (.accepting, "", [:], nil)
        // What is told first is to be true: how much happens in a second is not known before.
        self.nextState = self.model.store.ratesKnownFrom ?? TaskInstant(nanoseconds: .min)
        // What was so before is no news.
        self.failures = FailureDigest(from: self.model.store)
        self.eventsLost = self.model.store.eventsLost
        let subject = "\(process.name), pid \(process.processID), on \(process.host)"
        return [
            self.model.showsRecording
                ? "A recording of \(subject): what changed is told line by line, when its time comes."
                : "\(subject): what changes is told line by line.",
            "Type ? and Enter for what can be asked.",
        ]
    }

    /// Several phases may have passed since the last look, and each of them was one.
    private mutating func newsOfPhases(in events: [TaskEvent]) -> [String] {
        var passed: Set = [self.model.phase]
        for case .phaseChanged(let status) in events.map(\.kind) { passed.insert(status.phase) }
        let later = DrainStatus.Phase.allCases.drop { $0 != self.phase }.dropFirst()
        let news = later.filter(passed.contains)
        guard let last = news.last else { return [] }
        self.phase = last
        self.nextState = self.model.store.now
        return news.map(\.news)
    }

    private mutating func newsOfWarnings() -> [String] {
        // While nothing comes of the process nothing is wrong for certain, nor is anything over.
        guard self.interruption == nil else { return [] }
        let now = self.model.store.now
        var lines: [String] = []
        for row in self.model.warnings.rows {
            if self.warnings.updateValue(now, forKey: row.id) == nil { lines.append(row.sentence) }
        }
        for (rule, last) in self.warnings.sorted(by: { $0.key < $1.key }) where now - last >= Self.settling {
            self.warnings[rule] = nil
            lines.append("Over: \(rule).")
        }
        return lines
    }

    private mutating func newsOfLoss() -> [String] {
        let lost = self.model.store.eventsLost - min(self.model.store.eventsLost, self.eventsLost)
        self.eventsLost = self.model.store.eventsLost
        guard lost > 0 else { return [] }
        return ["\(lost.grouped) events were lost on the way here; the totals are right again, the figures of names lack them."]
    }

    /// What the shutdown came to, once that is known.
    private mutating func newsOfReport() -> [String] {
        guard let report = self.model.store.report, report != self.report else { return [] }
        self.report = report
        let isGivenUp = report.alive.count > 0 && self.model.phase != .stopped
        let news = isGivenUp ? ["The shutdown is given up, with \(report.alive.count.grouped) still running."] : []
        return news + self.reportLines
    }

    /// What the shutdown came to, line by line. In process whoever shuts down says it at the very end, and of a recording it is told there.
    var reportLines: [String] {
        guard self.model.viewer.place == .attached, let report = self.model.store.report else { return [] }
        return report.text.split(separator: "\n").map(String.init)
    }

    private mutating func newsOfState() -> [String] {
        guard self.model.store.now >= self.nextState, self.phase != .stopped, self.interruption == nil else { return [] }
        let sentence = self.model.stateSentence
        guard sentence != self.state else { return [] }
        return [self.tellState()]
    }

    /// The state of the whole, whether or not it has changed; it is not told again before a while.
    mutating func tellState() -> String {
        self.state = self.model.stateSentence
        self.nextState = self.model.store.now + (self.phase == .accepting ? Self.pause : Self.drainPause)
        return self.state
    }
}

extension TaskEvent {
    /// Whether what was told before it is of another connection, or of a time before something was missed.
    fileprivate var changesConnection: Bool {
        switch self.kind {
        case .snapshot, .interrupted: true
        default: false
        }
    }
}

extension DrainStatus.Phase {
    /// That it has begun.
    fileprivate var news: String {
        switch self {
        case .accepting: "Accepting work."
        case .draining: "Draining: no new work is accepted."
        case .cancelling: "Cancelling: what had not started is discarded, and the rest has been asked to stop."
        case .stopped: "Stopped: nothing runs any more."
        }
    }
}

extension RowWarning {
    /// All there is to say about it.
    var sentence: String {
        let word = self.severity.word
        return "\(word.prefix(1).uppercased() + word.dropFirst()), \(self.rule): \(self.summary) \(self.advice)"
    }
}
