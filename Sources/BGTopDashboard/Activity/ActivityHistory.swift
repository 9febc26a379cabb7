import BGTopStore
import BackgroundWorkEvents

/// What a viewer has seen of one task's time on threads, reading by reading: enough to draw how it went.
///
/// Readings hold totals, so that between two of them it is known how much time went to what, though not in which order. When
/// there are too many every other one is given up: the totals between those that stay are as exact as before.
struct ActivityHistory: Sendable {
    /// What was seen at one moment.
    struct Reading: Hashable, Sendable {
        let at: TaskInstant
        let totals: TimeSpent.Inside
        let state: TaskActivity.State
        /// Since when it has been in ``state``.
        let since: TaskInstant
    }

    static let maximum = 2_048

    let id: BackgroundTaskID
    private(set) var readings: [Reading] = []

    /// Begins to watch a task. What it did before this moment stays unknown, unless it has not started yet.
    init(id: BackgroundTaskID, row: TaskRow?) {
        self.id = id
        self.wasThereFromTheStart = row.map { $0.state.isAlive && $0.startedAt == nil } ?? false
        if let row { self.note(row) }
    }

    private let wasThereFromTheStart: Bool

    /// Takes in what the row says by now.
    mutating func note(_ row: TaskRow) {
        guard row.id == self.id, let startedAt = row.startedAt, let activity = row.activity else { return }
        let totals = TimeSpent.Inside(onThread: activity.onThread, ready: activity.ready, waiting: activity.waiting)
        let at = startedAt.advanced(by: totals.total)
        if self.readings.isEmpty, self.wasThereFromTheStart {
            let nothing = TimeSpent.Inside(onThread: .zero, ready: .zero, waiting: .zero)
            self.readings.append(Reading(at: startedAt, totals: nothing, state: .ready, since: startedAt))
        }
        guard self.readings.last.map({ $0.at < at }) ?? true else { return }
        self.readings.append(Reading(at: at, totals: totals, state: activity.state, since: activity.since))
        if self.readings.count > Self.maximum { self.thinOut() }
    }

    /// The first and the last reading stay.
    private mutating func thinOut() {
        let last = self.readings.count - 1
        self.readings = self.readings.enumerated().filter { $0.offset.isMultiple(of: 2) || $0.offset == last }.map(\.element)
    }

    /// How the task's time was spent, piece by piece, as far as it was seen, until `end`; the pieces follow each other without a
    /// gap.
    func pieces(until end: TaskInstant) -> [Piece] {
        var pieces: [Piece] = []
        // What it was at when somebody began to look it had been at for a known while.
        if let first = self.readings.first, first.since < first.at {
            pieces.append(Piece(from: first.since, to: first.at, all: first.state))
        }
        for (earlier, later) in zip(self.readings, self.readings.dropFirst()) {
            pieces += Self.pieces(from: earlier, to: later)
        }
        if let last = self.readings.last, last.at < end {
            // Had anything changed there would be another reading.
            pieces.append(Piece(from: last.at, to: end, all: last.state))
        }
        return pieces
    }

    private static func pieces(from earlier: Reading, to later: Reading) -> [Piece] {
        var spent = TimeSpent.Inside(
            onThread: max(.zero, later.totals.onThread - earlier.totals.onThread),
            ready: max(.zero, later.totals.ready - earlier.totals.ready),
            waiting: max(.zero, later.totals.waiting - earlier.totals.waiting)
        )
        // Of the end it is known what it was spent on.
        let turn = min(later.at, max(earlier.at, later.since))
        spent[later.state] = max(.zero, spent[later.state] - (later.at - turn))
        var pieces: [Piece] = []
        if earlier.at < turn { pieces.append(Piece(from: earlier.at, to: turn, spent: spent)) }
        if turn < later.at { pieces.append(Piece(from: turn, to: later.at, all: later.state)) }
        return pieces
    }

    /// A stretch of time, and how much of it went to what.
    struct Piece: Hashable, Sendable {
        let from: TaskInstant
        let to: TaskInstant
        let spent: TimeSpent.Inside

        init(from: TaskInstant, to: TaskInstant, spent: TimeSpent.Inside) {
            self.from = from
            self.to = to
            self.spent = spent
        }

        init(from: TaskInstant, to: TaskInstant, all state: TaskActivity.State) {
            var spent = TimeSpent.Inside(onThread: .zero, ready: .zero, waiting: .zero)
            spent[state] = to - from
            self.init(from: from, to: to, spent: spent)
        }
    }
}
