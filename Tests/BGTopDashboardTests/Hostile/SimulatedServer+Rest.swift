import BackgroundWorkEvents

extension SimulatedServer {
    /// Tells, of the task that has run longest, what has not happened to any.
    mutating func tellTheRest() {
        guard let id = self.longestRunning(1).first else { return }
        let requester = Requester("x at the server", user: "ann")
        self.emit(.rejected(name: "send-email", .full))
        self.emit(.lateReport(id))
        for kind in [TaskWarning.Kind.selfDeadlock, .uncooperative, .blockingHandler] {
            self.emit(.warning(TaskWarning(id: id, kind: kind, message: "waits for room in its own pool, which is full")))
        }
        for command in [TaskCommand.cancel([id]), .host(.init(rawValue: "flood"))] {
            self.emit(
                .audit(AuditEntry(requester: requester, command: command, result: "2,000 tasks were added", wasRefused: true))
            )
        }
        self.emit(.cancelRequested(id, rank: 1_000, CancellationRequest(cause: .person(requester), at: self.instant)))
        if self.phase == .stopped { self.emit(.stopped(Self.report)) }
    }

    /// A shutdown of which there is something to say in every place.
    static let report: DrainReport = {
        var names = DrainReport.Names()
        for (number, name) in ["send-email", "export-report"].enumerated() {
            names.append(.init(id: BackgroundTaskID(rawValue: UInt64(number + 1)), name: name))
        }
        return DrainReport(
            totals: TaskTotals(
                submitted: 10,
                succeeded: 0,
                failed: 0,
                cancelled: 2,
                timedOut: 0,
                discarded: 8,
                rejected: .init()
            ),
            draining: .seconds(20),
            cancelling: .seconds(1),
            requestedBy: Requester("D at the server", user: "ann"),
            failed: names,
            cancelled: names,
            discarded: names,
            uncooperative: names,
            slowest: names.named.map { .init(id: $0.id, name: $0.name, seconds: 3) },
            alive: names,
            eventsLost: 1
        )
    }()
}
