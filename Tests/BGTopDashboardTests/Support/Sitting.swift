import BGTopStore
import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// A person at the dashboard, and a process to watch that does what the test says.
struct Sitting {
    var model: Model
    /// What the dashboard has wanted done so far.
    private(set) var effects: [Effect] = []
    private(set) var now = TaskInstant(nanoseconds: 1_000_000_000)
    private var process: ProcessDescription?
    /// What this machine's clock says, where that is not what the process's does.
    private var localNow: TaskInstant?
    private var lastID: UInt64 = 0
    private var ranks: [BackgroundTaskID: UInt32] = [:]
    private var revision: UInt32 = 0
    private var requests: [BackgroundTaskID: CancellationRequest] = [:]
    private var starts: [BackgroundTaskID: TaskInstant] = [:]
    /// What is to be told together with what is still to come; nil where all is told at once.
    private var held: [TaskEvent]?

    init(
        viewer: Viewer = Scene.viewer,
        size: Size = Size(columns: 100, rows: 24),
        hostActions: [HostAction] = [],
        store: TaskStore = TaskStore()
    ) {
        self.model = Model(viewer: viewer, size: size, store: store)
        self.begin(hostActions: hostActions)
    }

    // MARK: - What the person does

    mutating func press(_ keys: Key...) {
        for key in keys { self.effects += self.model.update(.key(key)) }
    }

    mutating func type(_ text: String) {
        for character in text { self.press(.character(character)) }
    }

    mutating func paste(_ text: String) {
        self.effects += self.model.update(.paste(text))
    }

    /// Presses and lets go of the button of the mouse on a cell.
    mutating func click(row: Int, column: Int, isBlind: Bool = false) {
        var tracker = ClickTracker()
        for kind in [MouseEvent.Kind.press, .release] {
            let event = MouseEvent(kind, row: row, column: column)
            guard let action = tracker.action(for: event, on: self.rendering, isBlind: isBlind) else { continue }
            self.effects += self.model.update(action)
        }
    }

    /// Clicks on the first letter of `text`, where it stands first on the screen.
    mutating func click(_ text: String, isBlind: Bool = false) throws {
        let lines = self.screen.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(lines.firstIndex { $0.contains(text) }, "\(text) is not on the screen")
        let range = try #require(lines[row].firstRange(of: text))
        let column = lines[row].distance(from: lines[row].startIndex, to: range.lowerBound)
        self.click(row: row, column: column, isBlind: isBlind)
    }

    mutating func turnWheel(by lines: Int) {
        self.effects += self.model.update(.scroll(lines: lines))
    }

    /// What the dashboard wanted done since it was last asked.
    mutating func takeEffects() -> [Effect] {
        defer { self.effects = [] }
        return self.effects
    }

    // MARK: - What the process does

    mutating func setRest(isOver: Bool) {
        self.effects += self.model.update(.rest(isOver: isOver))
    }

    mutating func tell(_ kind: TaskEvent.Kind) {
        let event = TaskEvent(at: self.now, kind)
        guard self.held == nil else {
            self.held?.append(event)
            return
        }
        self.effects += self.model.update(.events([event]))
    }

    mutating func wait(_ duration: Duration) {
        self.now = self.now.advanced(by: duration)
        self.localNow = self.localNow?.advanced(by: duration)
        self.effects += self.model.update(.tick(self.now, local: self.localNow))
    }

    /// A process begins: the first one, or one that takes the place of the one before.
    mutating func begin(
        _ processID: Int32 = 77,
        at now: TaskInstant? = nil,
        phase: DrainStatus.Phase = .accepting,
        hostActions: [HostAction] = []
    ) {
        self.now = now ?? self.now
        self.lastID = 0
        self.process = ProcessDescription(name: "shop", processID: processID, host: "build7", user: "svc", startedAt: self.now)
        self.tellAll(phase: phase, hostActions: hostActions)
        self.wait(.milliseconds(100))
    }

    /// A snapshot of the process.
    mutating func tellAll(live: [LiveTask] = [], phase: DrainStatus.Phase = .accepting, hostActions: [HostAction] = []) {
        guard let process = self.process else { return }
        self.tell(
            .snapshot(
                TaskSnapshot(
                    process: process,
                    anchor: TimeAnchor(instant: self.now, nanosecondsSince1970: 0),
                    totals: TaskTotals(),
                    capacity: Capacity(maximumRunning: 8, maximumQueued: 16),
                    drain: DrainStatus(phase: phase, since: process.startedAt),
                    live: live,
                    hostActions: hostActions
                )
            )
        )
    }

    /// Nothing more comes of the process. From now on its clock is not seen to go on, while this machine's does.
    mutating func interrupt(_ reason: String = "Nothing listens any more.", isRetrying: Bool = false) {
        self.tell(.interrupted(Interruption(reason: reason, isRetrying: isRetrying)))
    }

    /// Time passes here, and of the process nothing is seen.
    mutating func waitInVain(_ duration: Duration) {
        self.localNow = (self.localNow ?? self.now).advanced(by: duration)
        self.effects += self.model.update(.tick(self.now, local: self.localNow))
    }

    /// A recording is wound back to what begins with a snapshot at `instant`: what happens then is told in one go.
    mutating func rewind(to instant: TaskInstant, _ past: (inout Sitting) -> Void = { _ in }) {
        (self.now, self.lastID) = (instant, 0)
        self.held = []
        self.tell(.rewound)
        self.tellAll()
        past(&self)
        self.tellHeld()
    }

    /// As where a recording is sought forwards: what happens then is told in one go.
    mutating func skip(_ future: (inout Sitting) -> Void) {
        self.held = []
        future(&self)
        self.tellHeld()
    }

    private mutating func tellHeld() {
        self.effects += self.model.update(.events(self.held ?? []))
        self.held = nil
        self.wait(.zero)
    }

    @discardableResult
    mutating func submit(
        _ name: String,
        fields: [TaskDescription.Field] = [],
        timeout: Duration? = nil,
        submitter: BackgroundTaskID? = nil
    ) -> BackgroundTaskID {
        self.lastID += 1
        let id = BackgroundTaskID(rawValue: self.lastID)
        let location = TaskDescription.SourceLocation(fileID: "Shop/Routes.swift", line: 12)
        self.tell(
            .submitted(
                TaskDescription(
                    id: id,
                    name: name,
                    fields: fields,
                    location: location,
                    submittedAt: self.now,
                    timeout: timeout,
                    submitter: submitter
                )
            )
        )
        return id
    }

    /// Submits a task and starts it.
    @discardableResult
    mutating func run(
        _ name: String,
        fields: [TaskDescription.Field] = [],
        timeout: Duration? = nil,
        submitter: BackgroundTaskID? = nil
    ) -> BackgroundTaskID {
        let id = self.submit(name, fields: fields, timeout: timeout, submitter: submitter)
        self.start(id)
        return id
    }

    mutating func start(_ id: BackgroundTaskID) {
        self.ranks[id] = 1
        self.starts[id] = self.now
        self.tell(.started(id, rank: 1))
    }

    /// What a probe under the task saw, and what the task said of itself.
    mutating func sample(
        _ id: BackgroundTaskID,
        activity: TaskActivity? = nil,
        nodes: [TaskNode] = [],
        omitted: UInt32 = 0,
        deliveredAt: TaskInstant? = nil,
        progress: Double? = nil,
        annotations: [TaskDescription.Field] = []
    ) {
        self.revision += 1
        let nodes = TaskNodes(nodes, omitted: omitted, revision: self.revision)
        self.tell(
            .sampled([
                TaskSample(
                    id: id,
                    progress: progress.map { TaskProgress(fraction: $0, at: self.now) },
                    annotations: annotations,
                    activity: activity,
                    nodes: nodes,
                    deliveredAt: deliveredAt
                )
            ])
        )
    }

    /// What a probe has seen by now of a task that has been in `state` since this moment.
    func activity(
        _ state: TaskActivity.State,
        polls: UInt64 = 1,
        onThread: Duration = .zero,
        waiting: Duration = .zero
    ) -> TaskActivity {
        TaskActivity(
            state: state,
            since: self.now,
            wakes: polls,
            polls: polls,
            busy: onThread,
            onThread: onThread,
            waiting: waiting
        )
    }

    /// A part of a task that begins now.
    func node(_ number: UInt32, _ name: String, in parent: UInt32 = 0, isEscaped: Bool = false) -> TaskNode {
        let location = TaskDescription.SourceLocation(fileID: "Shop/Work.swift", line: 34)
        return TaskNode(id: number, parent: parent, name: name, location: location, startedAt: self.now, isEscaped: isEscaped)
    }

    mutating func askToStop(_ id: BackgroundTaskID, _ cause: CancellationRequest.Cause = .handle) {
        self.ranks[id, default: 0] += 1
        self.requests[id] = CancellationRequest(cause: cause, at: self.now)
        self.tell(.cancelRequested(id, rank: self.ranks[id] ?? 0, CancellationRequest(cause: cause, at: self.now)))
    }

    mutating func end(_ id: BackgroundTaskID, _ outcome: TaskOutcome, errorText: String? = nil) {
        self.tell(
            .finished(
                TaskEnd(
                    id: id,
                    rank: (self.ranks[id] ?? 0) + 1,
                    outcome: outcome,
                    startedAt: self.starts[id],
                    endedAt: self.now,
                    cancellation: self.requests[id],
                    errorText: errorText,
                    sample: TaskSample(id: id, progress: nil, annotations: [])
                )
            )
        )
    }

    mutating func enter(_ phase: DrainStatus.Phase) {
        let requester = Requester("SIGTERM")
        self.tell(
            .phaseChanged(
                DrainStatus(
                    phase: phase,
                    since: self.now,
                    deadline: self.now.advanced(by: .seconds(20)),
                    requestedBy: requester,
                    requestedAt: self.now
                )
            )
        )
    }

    // MARK: - What is seen

    var selected: BackgroundTaskID? { self.model.tasks.cursor.selected }

    /// The IDs that the table of tasks lists, from the top down.
    var listed: [BackgroundTaskID] {
        let content = self.model.tasks.content(of: self.model.shown)
        return (0..<content.count).compactMap(content.entry)
    }

    var screen: String { self.rendering.frame.text }

    var rendering: Rendering { Rendering(self.model, size: self.model.size, theme: Theme(hasColor: false)) }

    /// The last line.
    var footer: String { self.screen.split(separator: "\n", omittingEmptySubsequences: false).last.map(String.init) ?? "" }

    /// What stands above the last line for a while, if anything does.
    var message: String {
        guard let message = self.model.message else { return "" }
        let rows = MessageView(message: message).lines(width: self.model.size.columns).count
        let lines = self.screen.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.dropLast().suffix(rows).map { $0.trimmingPrefix(" ") }.joined(separator: " ")
    }

    var dialog: Dialog? { self.model.question }

    /// What is said of the question that is open.
    var consequences: [String] { self.dialog?.lines(in: self.model) ?? [] }
}
