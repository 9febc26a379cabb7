import BackgroundWorkEvents
public import CoreMetrics
public import ServiceLifecycle

/// Tells a metrics system how background tasks are doing, through swift-metrics.
///
/// ```swift
/// let group = ServiceGroup(services: [BackgroundTasksMetrics(tasks), tasks, server], logger: logger)
/// ```
///
/// | metric | kind | labels |
/// |---|---|---|
/// | `background_tasks_running`, `background_tasks_queued` | gauge | |
/// | `background_tasks_waiting_callers` | gauge | |
/// | `background_tasks_finished_total` | counter | `name`, `outcome`: a `TaskOutcome` |
/// | `background_tasks_rejected_total` | counter | `reason`: a `RejectionReason` |
/// | `background_tasks_queue_wait_seconds` | timer | `name` |
/// | `background_tasks_run_time_seconds` | timer | `name` |
///
/// It is a viewer like any other: it reads events on threads of Swift's, and no task waits for it; but with it somebody always watches, and
/// that has a price (see <doc:Instrumentation>). What it loses because it is too slow it counts nevertheless, under the name ``otherName``;
/// the timers do without.
///
/// List it before the tasks: a service group stops what is listed last first, and so it hears of all that a shutdown does. What exports the
/// metrics stands before it in turn, to send the last of them. It returns when a graceful shutdown reaches it, or when it is cancelled.
public final class BackgroundTasksMetrics: Service, Sendable {
    /// The name under which tasks are counted whose own is not known, or one too many.
    public static let otherName = "other"

    /// How many events may wait to be read.
    private static let maximumBuffered = 65_536

    private let tasks: BackgroundTasks
    private let maximumNames: Int
    private let factory: any MetricsFactory

    /// - Parameters:
    ///   - tasks: What is counted and timed.
    ///   - maximumNames: How many different names of tasks become labels, the first that come: each is a time series of its own wherever
    ///     metrics are kept. All others are counted as ``otherName``.
    ///   - factory: Makes the metrics; nil: what `MetricsSystem` was bootstrapped with by now.
    public init(_ tasks: BackgroundTasks, maximumNames: Int = 100, factory: (any MetricsFactory)? = nil) {
        self.tasks = tasks
        self.maximumNames = maximumNames
        self.factory = factory ?? MetricsSystem.factory
    }

    /// Tells metrics until a shutdown reaches it.
    public func run() async {
        // One pending signal is enough: it stands for everything that is in the buffer by the time it is read.
        let (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let subscription = self.tasks.subscribe(maximumBuffered: Self.maximumBuffered) { signal.yield() }
        // The first event is there from the start, and not announced.
        signal.yield()
        var book = MetricsBook(MetricsInstruments(factory: self.factory, maximumNames: self.maximumNames))
        var events: [TaskEvent] = []
        func read() {
            subscription.drain(into: &events)
            book.fold(events)
            events.removeAll(keepingCapacity: true)
        }
        for await _ in signals.cancelOnGracefulShutdown() { read() }
        read()
    }
}
