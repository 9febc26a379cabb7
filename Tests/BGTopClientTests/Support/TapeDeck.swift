import BackgroundWorkEvents
import TestSupport

@testable import BGTopClient
@testable import BackgroundWorkWire

/// Writes recordings into a folder of its own, plays them by a clock that a test turns, and says in words what was told.
struct TapeDeck {
    let folder: TemporaryDirectory
    let time = ManualTime()

    init() throws {
        self.folder = try TemporaryDirectory()
    }

    static func second(_ second: Double) -> TaskInstant {
        TaskInstant(nanoseconds: 70_000_000_000) + .milliseconds(Int64((second * 1_000).rounded()))
    }

    /// A recording of reports that came at those seconds, with snapshots at the beginning and at others.
    func player(_ reports: [Double], snapshots: [Double] = []) throws -> Player {
        try Player(try self.path(reports, snapshots: snapshots), clock: self.time.clock)
    }

    func path(_ reports: [Double], snapshots: [Double] = []) throws -> String {
        let events = ([0] + snapshots).map { self.snapshot(at: $0) } + self.reports(reports)
        let frames = events.sorted { $0.at < $1.at }.portions.flatMap { FrameWriter.frames($0) }
        try self.folder.write(
            (FrameWriter.frame(Hello(software: "test 1")) + frames.flatMap(\.self)),
            to: "tape"
        )
        return self.folder.path("tape")
    }

    /// A file that begins with a snapshot at the first of the seconds, and has reports at the others.
    func write(
        _ seconds: [Double],
        to name: String,
        of process: ProcessDescription? = nil,
        and rest: [TaskEvent] = []
    ) throws {
        let events = [self.snapshot(at: seconds[0], of: process)] + self.reports(Array(seconds.dropFirst())) + rest
        let frames = [FrameWriter.frame(Hello(software: "test 1", process: process))] + FrameWriter.frames(events)
        try self.folder.write(frames.flatMap(\.self), to: name)
    }

    func reports(_ seconds: [Double]) -> [TaskEvent] {
        seconds.map { TaskEvent(at: Self.second($0), .lateReport(1)) }
    }

    func process(startedAt second: Double) -> ProcessDescription {
        ProcessDescription(name: "taped", processID: 1, host: "here", user: "nobody", startedAt: Self.second(second))
    }

    func snapshot(at second: Double, of process: ProcessDescription? = nil) -> TaskEvent {
        let at = Self.second(second)
        let snapshot = TaskSnapshot(
            process: process ?? self.process(startedAt: second),
            anchor: TimeAnchor(instant: at, nanosecondsSince1970: 0),
            totals: TaskTotals(),
            capacity: Capacity(maximumRunning: 1, maximumQueued: 1),
            drain: DrainStatus(phase: .accepting, since: at),
            live: []
        )
        return TaskEvent(at: at, .snapshot(snapshot))
    }

    func read(_ subscription: any TaskEventSubscription) -> [String] {
        var events: [TaskEvent] = []
        subscription.drain(into: &events)
        return events.map { event in
            let second = (event.at - Self.second(0)) / .seconds(1)
            return switch event.kind {
            case .snapshot: "snapshot \(second)"
            case .lateReport: "report \(second)"
            case .sampled(let samples) where samples.isEmpty: "time \(second)"
            case .rewound: "rewound"
            default: "something else"
            }
        }
    }
}

extension [TaskEvent] {
    /// As they may have come: one by one, and where there are very many, many at once.
    fileprivate var portions: [[TaskEvent]] {
        let size = self.count > 1_000 ? 100 : 1
        return stride(from: 0, to: self.count, by: size).map { Array(self[$0..<Swift.min($0 + size, self.count)]) }
    }
}
