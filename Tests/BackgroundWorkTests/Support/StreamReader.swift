import BackgroundWork
import BackgroundWorkEvents

/// A subscriber that reads when the test says so, and folds what it reads.
final class StreamReader {
    private var subscription: (any TaskEventSubscription)?
    private(set) var events: [TaskEvent] = []
    private(set) var ledger = EventLedger()

    init(_ source: any TaskEventSource, maximumBuffered: Int = .max, onReady: @escaping @Sendable () -> Void = {}) {
        self.subscription = source.subscribe(maximumBuffered: maximumBuffered, onReady: onReady)
    }

    /// What has happened since the last call.
    @discardableResult
    func read() -> [TaskEvent] {
        var new: [TaskEvent] = []
        self.subscription?.drain(into: &new)
        self.events += new
        for event in new { self.ledger.fold(event) }
        return new
    }

    /// Goes away without a word.
    func drop() {
        self.subscription = nil
    }

    func cancel() {
        self.subscription?.cancel()
    }
}

extension TaskEvent {
    /// One word and what it is about, to compare streams by.
    var gist: String {
        switch self.kind {
        case .snapshot(let snapshot): "snapshot of \(snapshot.live.count)"
        case .gap(let lost): "gap of \(lost)"
        case .submitted(let task): "submitted \(task.id)"
        case .started(let id, _): "started \(id)"
        case .cancelRequested(let id, _, let request): "cancelRequested \(id) \(request.cause)"
        case .finished(let end): "finished \(end.id) \(end.outcome)"
        case .rejected(let name, let reason): "rejected \(name) \(reason)"
        case .sampled(let samples): "sampled \(samples.map(\.id))"
        case .lateReport(let id): "late report on \(id)"
        case .capacityChanged(let capacity): "capacity \(capacity.maximumRunning)"
        case .phaseChanged(let status): "phase \(status.phase)"
        case .stopped: "stopped"
        case .pools: "pools"
        case .warning(let warning): "warning \(warning.id) \(warning.kind) \(warning.isRaised)"
        case .audit(let entry): "audit \(entry.command)"
        case .log(let line): "log \(line.message)"
        case .interrupted(let interruption): "interrupted: \(interruption.reason)"
        case .rewound: "rewound"
        }
    }
}
