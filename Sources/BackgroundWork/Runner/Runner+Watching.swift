import BackgroundWorkEvents

extension Runner {
    /// How often live tasks and pools are sampled while somebody watches.
    static let samplingInterval: Duration = .milliseconds(100)

    /// How many rows of a snapshot are read before the lock is given to others.
    private static let rowsPerLock = 256

    func subscribe(_ buffer: EventBuffer) {
        let isFirst = self.update { machine, _, _ in
            defer { machine.hub.insert(buffer) }
            return !machine.hub.isWatched
        }
        // One chain of samples is enough, and it ends by itself.
        if isFirst, self.samples.startTicking() { self.tick() }
    }

    func unsubscribe(_ buffer: EventBuffer) {
        self.update { machine, _, _ in machine.hub.remove(buffer) }
    }

    /// Attaches `buffer` and tells everything that is true at this moment.
    func snapshot(attaching buffer: EventBuffer) -> TaskEvent {
        let basis = self.update { machine, now, _ in machine.attach(buffer, at: now) }
        return TaskEvent(at: basis.at, .snapshot(self.snapshot(from: basis)))
    }

    /// Everything that is true at this moment, for somebody who does not go on watching.
    func snapshot() -> TaskSnapshot {
        self.snapshot(from: self.update { machine, now, _ in machine.basis(at: now) })
    }

    private func snapshot(from basis: RunnerStateMachine.SnapshotBasis) -> TaskSnapshot {
        var rows: [LiveTask] = []
        rows.reserveCapacity(basis.live.count)
        var remaining = basis.live[...]
        while !remaining.isEmpty {
            let chunk = remaining.prefix(Self.rowsPerLock)
            rows += self.update { _, _, _ in chunk.map(\.liveTask) }
            remaining = remaining.dropFirst(Self.rowsPerLock)
        }
        return TaskSnapshot(
            process: self.process,
            anchor: MonotonicClock.anchor,
            totals: basis.totals,
            capacity: basis.capacity,
            drain: basis.drain,
            live: rows,
            pools: basis.pools,
            hostActions: self.configuration.host?.actions ?? [],
            report: basis.report
        )
    }

    /// Tells watchers what has changed without an event of its own. On the thread that keeps the deadlines, ten times a second
    /// for as long as somebody watches.
    private func tick() {
        let samples = self.samples.take()
        let now = self.timer.now
        let pools = self.watch.read(self.pool)
        let goesOn = self.update { machine, now, effects in
            guard machine.hub.isWatched else { return self.samples.stopTicking() }
            if !samples.isEmpty { machine.emit(at: now, .sampled(samples), &effects) }
            if let pools {
                machine.pools = pools
                machine.emit(at: now, .pools(pools), &effects)
            }
            return true
        }
        guard goesOn else { return }
        _ = self.timer.schedule(at: now + Self.samplingInterval) { [weak self] in self?.tick() }
    }
}
