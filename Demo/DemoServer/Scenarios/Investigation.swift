import BackgroundWork
import BackgroundWorkEvents
import Synchronization

/// A scenario while it runs: who watches the tasks can say which name it is, and is answered from what was measured.
///
/// It is created before the tasks, because they are configured with it as their host. Safe to use from any thread.
final class Investigation: BackgroundTasksHost {
    /// An accusation that was wrong.
    struct Refuted: Error, CustomStringConvertible {
        let description: String
    }

    let scenario: Scenario
    /// An accusation for every name there is: the demo's own are as suspicious as the others. Kept, because the tasks ask for them
    /// while their events are being drained.
    let actions: [HostAction]
    private let file: Mutex<CaseFile>
    private let watch = Mutex(Watch())

    private struct Watch {
        var begun: ContinuousClock.Instant?
        /// Nil before the tasks run, and when they are over.
        var subscription: (any TaskEventSubscription)?
        var observations = Observations()
    }

    init(_ scenario: Scenario) {
        self.scenario = scenario
        self.file = Mutex(CaseFile(scenario))
        let usual = [SendEmail.name, ChargeCard.name, ResizeImage.name, ExportReport.name, Puzzle.followUp]
        self.actions = (Scenario.candidates + usual).map { name in
            HostAction(
                id: HostAction.ID(rawValue: "accuse \(name)"),
                title: "Accuse \(name)",
                summary: "You say that \(name) \(scenario.puzzle.charge). The answer says whether it is so, and why.",
                taskName: name
            )
        }
    }

    /// How far it has come, for the report.
    var result: ScenarioResult { ScenarioResult(self.file.withLock { $0 }) }

    func perform(_ action: HostAction.ID, by requester: Requester) throws -> String {
        guard let name = self.actions.first(where: { $0.id == action })?.taskName else { throw UnknownHostAction(action) }
        self.catchUp()
        let (evidence, time) = self.watch.withLock { watch in
            (watch.observations.evidence(of: name), watch.begun.map { ContinuousClock.now - $0 } ?? .zero)
        }
        let answer = self.file.withLock { $0.accuse(name, on: evidence, after: time) }
        guard answer.isRight else { throw Refuted(description: answer.sentence) }
        return answer.sentence
    }

    /// Watches the tasks until they are over, or the calling task is cancelled.
    func observe(_ tasks: BackgroundTasks) async {
        // One pending signal stands for all that is in the buffer by the time it is read.
        let (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let subscription = tasks.subscribe(maximumBuffered: 65_536) { signal.yield() }
        self.watch.withLock { watch in
            watch.begun = .now
            watch.subscription = subscription
        }
        // What is there from the start is not announced.
        signal.yield()
        for await _ in signals {
            self.catchUp()
            if tasks.drainStatus.phase == .stopped { break }
        }
        self.catchUp()
        self.watch.withLock { $0.subscription = nil }
        subscription.cancel()
    }

    /// Takes in all that has happened until now: whoever asks is not to be told of what was so when a thread was last free.
    private func catchUp() {
        self.watch.withLock { watch in
            var events: [TaskEvent] = []
            watch.subscription?.drain(into: &events)
            watch.observations.fold(events)
        }
    }
}
