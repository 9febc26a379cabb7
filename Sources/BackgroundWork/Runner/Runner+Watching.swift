import BackgroundWorkEvents

extension Runner {
    /// How often live tasks and pools are sampled while somebody watches.
    static let samplingInterval: Duration = .milliseconds(100)

    /// How many tasks are read, or looked through, before the lock is given to others.
    private static let rowsPerLock = 256

    /// Whether there may be somebody who reads what is told, for whoever would have to build it first. Readable from any thread.
    var isWatched: Bool { self.samples.hasReaders }

    func subscribe(_ buffer: EventBuffer) {
        let startsTicking = self.update { machine, _, _ in
            machine.hub.insert(buffer)
            // One chain of samples is enough, and it ends by itself.
            return self.samples.startTicking()
        }
        if startsTicking { self.tick() }
    }

    func unsubscribe(_ buffer: EventBuffer) {
        self.update { machine, _, _ in machine.hub.remove(buffer) }
    }

    /// Attaches `buffer`, so that it gets every event from this moment on, and tells its subscriber what it has to know before:
    /// how much it lost, and everything that is true at this moment.
    func attach(_ buffer: EventBuffer, telling events: inout [TaskEvent]) {
        let (lost, basis) = self.update { machine, now, _ in (buffer.attach(), machine.basis(at: now)) }
        if lost > 0 { events.append(TaskEvent(at: basis.at, .gap(lost: lost))) }
        events.append(TaskEvent(at: basis.at, .snapshot(self.snapshot(from: basis))))
    }

    /// Everything that is true at this moment, for somebody who does not go on watching.
    func snapshot() -> TaskSnapshot {
        self.snapshot(from: self.update { machine, now, _ in machine.basis(at: now) })
    }

    private func snapshot(from basis: RunnerStateMachine.SnapshotBasis) -> TaskSnapshot {
        var rows: [LiveTask] = []
        rows.reserveCapacity(basis.live.count)
        var remaining = Array(basis.live)[...]
        while !remaining.isEmpty {
            let chunk = remaining.prefix(Self.rowsPerLock)
            rows += self.update { _, now, _ in chunk.map { $0.liveTask(at: now) } }
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
            lateReports: basis.lateReports,
            hostActions: self.configuration.host?.actions ?? [],
            report: basis.report
        )
    }

    /// Tells watchers what has changed without an event of its own. On the thread that keeps the deadlines, ten times a second
    /// for as long as somebody watches.
    private func tick() {
        let longAgo = MonotonicClock.now.advanced(by: .zero - Self.samplingInterval)
        // Those that have been waiting for a thread, or holding one, all the time have said nothing, and that is to be told.
        let starving = self.pool.starving(sinceBefore: longAgo)
        let polling = Set(self.pool.busyThreads().filter { $0.since < longAgo }.compactMap(\.task))
        let pools = self.watch.read(self.pool)
        let now = self.timer.now
        let unbegun = self.unbegun(since: now.advanced(by: .zero - Self.samplingInterval))
        let records = self.samples.take(with: starving + unbegun + self.records(of: polling))
        let goesOn = self.update { machine, now, effects in
            if let pools { machine.pools = pools }
            guard machine.hub.isWatched else {
                let dropped = self.samples.stopTicking()
                machine.noteLateReports(among: records + dropped, at: now, &effects)
                effects.others.dropped += dropped
                return false
            }
            if let pools { machine.emit(at: now, .pools(pools), &effects) }
            return true
        }
        guard goesOn else { return self.watch.pause() }
        self.tell(of: records)
        _ = self.timer.schedule(at: now + Self.samplingInterval) { [weak self] in self?.tick() }
    }

    /// Tells watchers what there is to tell of these tasks besides their lives.
    private func tell(of records: [TaskRecord]) {
        var remaining = records[...]
        while !remaining.isEmpty {
            let chunk = remaining.prefix(Self.rowsPerLock)
            self.update { machine, now, effects in
                // The end of a task has told the last of it.
                let samples = chunk.filter { unsafe $0.life.state == .running }.map { $0.sample(at: now) }
                if !samples.isEmpty { machine.emit(at: now, .sampled(samples), &effects) }
                machine.noteLateReports(among: chunk, at: now, &effects)
            }
            remaining = remaining.dropFirst(Self.rowsPerLock)
        }
    }

    /// Tasks that got their place long ago, and that nobody came to begin: where no thread is left for them, none is for that either.
    private func unbegun(since longAgo: TaskInstant) -> [TaskRecord] {
        guard self.configuration.instrumentation == .full else { return [] }
        // The first in the list got their places first.
        return self.update { machine, now, _ in
            Array(machine.ready.prefix(Self.rowsPerLock).prefix { unsafe ($0.life.startedAt ?? now) <= longAgo })
        }
    }

    private func records(of ids: Set<BackgroundTaskID>) -> [TaskRecord] {
        var records: [TaskRecord] = []
        var places = 0..<Self.rowsPerLock
        while records.count < ids.count {
            let (found, isEnd) = self.update { machine, _, _ in
                (machine.live.records(at: places).filter { ids.contains($0.id) }, machine.live.endPlace <= places.upperBound)
            }
            records += found
            if isEnd { break }
            places = places.upperBound..<places.upperBound + Self.rowsPerLock
        }
        return records
    }
}
