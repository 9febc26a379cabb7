public import BackgroundWorkEvents

extension BackgroundTasks: TaskEventSource {
    public func subscribe(
        maximumBuffered: Int,
        onReady: @escaping @Sendable () -> Void
    ) -> any TaskEventSubscription {
        Subscription(buffer: EventBuffer(maximum: maximumBuffered, onReady: onReady), runner: self.runner)
    }

    /// Everything that happens, as an asynchronous sequence; see ``BackgroundTaskEvents``.
    ///
    /// - Parameter maximumBuffered: How many events are kept while nobody reads. What comes on top is lost, and told as a gap.
    public func events(maximumBuffered: Int = 4_096) -> BackgroundTaskEvents {
        BackgroundTaskEvents(source: self, maximumBuffered: maximumBuffered)
    }

    /// Everything that is true at this moment; the pools of threads as they were when somebody watched last, because they are
    /// sampled only then.
    public func snapshot() -> TaskSnapshot {
        self.runner.snapshot()
    }

    /// What has happened to all tasks so far.
    public var totals: TaskTotals {
        self.runner.update { machine, _, _ in machine.totals }
    }

    /// The phase of the tasks' life, and how a shutdown stands.
    public var drainStatus: DrainStatus {
        self.runner.update { machine, _, _ in machine.drainStatus }
    }

    /// Whether no shutdown has begun. A server's readiness check. (It is true while intake is held, too, and before
    /// ``run()``, when what is added is queued.)
    public var isAccepting: Bool {
        self.drainStatus.phase == .accepting
    }

    /// What the shutdown has come to by now; nil until one has begun.
    public var reportSoFar: DrainReport? {
        self.runner.update { machine, now, _ in machine.reportSoFar(at: now) }
    }

    /// What the shutdown came to; nil until it is over, or was given up.
    public var report: DrainReport? {
        self.runner.update { machine, _, _ in machine.report }
    }
}
