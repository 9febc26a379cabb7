import BackgroundWorkEvents

@testable import BackgroundWork

/// What came of the inputs of a machine under test.
extension MachineUnderTest {
    func answer(to record: Record) -> WaitingCallers.Answer? { self.answers[ObjectIdentifier(record)] }

    /// `queued`, `running`, `ended succeeded`; `waiting` for one whose caller waits, `refused` for one that was never accepted.
    func state(of record: Record) -> String {
        switch unsafe record.life.state {
        case .submitting: self.waiting.contains { $0 === record } ? "waiting" : "refused"
        case .queued: "queued"
        case .running: unsafe record.life.cancellation == nil ? "running" : "cancelling"
        case .ended: self.ledger.ended[record.id].map { "\($0.outcome)" } ?? "ended, and nobody was told"
        }
    }

    func states(of records: [Record]) -> [String] { records.map(self.state) }

    func end(of record: Record) -> TaskEnd? { self.ledger.ended[record.id] }

    /// The names of the tasks that were started, in that order.
    var startedNames: [String] {
        var names: [BackgroundTaskID: String] = [:]
        var started: [String] = []
        for event in self.events {
            switch event.kind {
            case .submitted(let task): names[task.id] = task.name
            case .started(let id, _): started.append(names[id] ?? "unknown")
            default: break
            }
        }
        return started
    }

    var warnings: [TaskWarning] {
        self.events.compactMap { event in
            if case .warning(let warning) = event.kind { warning } else { nil }
        }
    }

    /// The names of the tasks about which a warning was logged.
    var warningLines: [String] {
        self.logs.compactMap { entry in
            if case .warning(let record, _) = entry { record.details.name } else { nil }
        }
    }
}
