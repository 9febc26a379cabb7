import BackgroundWorkEvents
import CoreMetrics

/// What a metrics system made for the tasks, as they were needed. Not safe to use from several threads at once.
final class MetricsInstruments {
    /// What there is for each name of tasks.
    private struct Named {
        let queueWait: Timer
        let runTime: Timer
        var finished: [TaskOutcome: Counter] = [:]
    }

    let running: Gauge
    let queued: Gauge
    let waitingCallers: Gauge
    private var rejected: [RejectionReason: Counter] = [:]
    private var named: [String: Named] = [:]
    private let factory: any MetricsFactory
    private let maximumNames: Int

    init(factory: any MetricsFactory, maximumNames: Int) {
        self.factory = factory
        self.maximumNames = maximumNames
        self.running = Gauge(label: "background_tasks_running", factory: factory)
        self.queued = Gauge(label: "background_tasks_queued", factory: factory)
        self.waitingCallers = Gauge(label: "background_tasks_waiting_callers", factory: factory)
    }

    func countRejections(_ reason: RejectionReason, by number: UInt64) {
        guard number > 0 else { return }
        let counter =
            self.rejected[reason] ?? self.makeCounter("background_tasks_rejected_total", [("reason", reason.rawValue)])
        self.rejected[reason] = counter
        counter.increment(by: number)
    }

    func countEnds(_ outcome: TaskOutcome, of name: String, by number: UInt64) {
        guard number > 0 else { return }
        let label = self.label(of: name)
        let dimensions = [("name", label), ("outcome", outcome.rawValue)]
        let counter =
            self.instruments(of: label).finished[outcome] ?? self.makeCounter("background_tasks_finished_total", dimensions)
        self.named[label]?.finished[outcome] = counter
        counter.increment(by: number)
    }

    func recordQueueWait(_ duration: Duration, of name: String) {
        self.instruments(of: self.label(of: name)).queueWait.recordNanoseconds(duration.clampedNanoseconds)
    }

    func recordRunTime(_ duration: Duration, of name: String) {
        self.instruments(of: self.label(of: name)).runTime.recordNanoseconds(duration.clampedNanoseconds)
    }

    /// `name`, or what stands for all names that are too many.
    private func label(of name: String) -> String {
        if self.named[name] != nil { return name }
        let others = self.named[BackgroundTasksMetrics.otherName] == nil ? 0 : 1
        return self.named.count - others < self.maximumNames ? name : BackgroundTasksMetrics.otherName
    }

    private func instruments(of label: String) -> Named {
        if let named = self.named[label] { return named }
        let made = Named(
            queueWait: self.makeTimer("background_tasks_queue_wait_seconds", label),
            runTime: self.makeTimer("background_tasks_run_time_seconds", label)
        )
        self.named[label] = made
        return made
    }

    private func makeCounter(_ label: String, _ dimensions: [(String, String)]) -> Counter {
        Counter(label: label, dimensions: dimensions, factory: self.factory)
    }

    private func makeTimer(_ label: String, _ name: String) -> Timer {
        Timer(label: label, dimensions: [("name", name)], preferredDisplayUnit: .seconds, factory: self.factory)
    }
}
