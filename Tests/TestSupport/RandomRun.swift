package import BackgroundWorkEvents

/// The life of a ``RandomServer`` as its watcher hears of it, with all that a process tells besides of itself: what is logged, asked,
/// wrong and, at the end, its shutdown.
package struct RandomRun {
    private var server: RandomServer
    private var phase = DrainStatus.Phase.accepting

    /// - Parameter bufferSize: How many events are kept for the watcher between two readings.
    package init(seed: UInt64, bufferSize: Int = 25) {
        self.server = RandomServer(seed: seed)
        self.server.bufferSize = bufferSize
    }

    package var now: TaskInstant { self.server.now }

    /// What one reading after the other brings, from the first snapshot to the report.
    package mutating func readings(_ count: Int) -> [[TaskEvent]] {
        (0..<count).map { number in
            self.server.act(times: Int.random(in: 0...40, using: &self.server.random))
            var events = self.server.read()
            for _ in 0..<Int.random(in: 0...3, using: &self.server.random) { events.append(self.tell(self.anything())) }
            switch number {
            case count * 3 / 5: events += [self.change(to: .draining)]
            case count * 4 / 5: events += [self.change(to: .cancelling)]
            case count - 1: events += [self.change(to: .stopped), self.tell(.stopped(self.report))]
            default: break
            }
            return events
        }
    }

    private func tell(_ kind: TaskEvent.Kind) -> TaskEvent { TaskEvent(at: self.now, kind) }

    private mutating func anything() -> TaskEvent.Kind {
        let number = Int.random(in: 0..<1_000, using: &self.server.random)
        let task = self.server.live.randomElement(using: &self.server.random)
        switch number % 6 {
        case 0:
            return .log(
                LogLine(
                    level: LogLine.Level.allCases[number % 7],
                    label: "random",
                    message: "line \(number)",
                    task: task?.id
                )
            )
        case 1:
            let requester = Requester("chance", user: "nobody", processID: Int32(number))
            return .audit(AuditEntry(requester: requester, command: .setMaximumRunning(number), result: "it is so"))
        case 2: return .capacityChanged(Capacity(maximumRunning: number, maximumQueued: 8, callersWaiting: number % 3))
        case 3:
            let blocked = number.isMultiple(of: 4) ? self.now : nil
            let thread = PoolStatus.BlockedThread(task: task?.id, since: self.now)
            return .pools([
                PoolStatus(
                    pool: .library,
                    width: 4,
                    busy: number % 4,
                    lag: .milliseconds(number),
                    blockedThreads: blocked == nil ? [] : [thread],
                    blockedSince: blocked
                )
            ])
        case 4: return .lateReport(task?.id ?? 1)
        default:
            return .warning(
                TaskWarning(
                    id: task?.id ?? 1,
                    kind: [.selfDeadlock, .uncooperative, .blockingHandler][number % 3],
                    message: "wrong \(number)",
                    isRaised: !number.isMultiple(of: 5)
                )
            )
        }
    }

    private mutating func change(to phase: DrainStatus.Phase) -> TaskEvent {
        self.phase = phase
        return self.tell(
            .phaseChanged(
                DrainStatus(
                    phase: phase,
                    since: self.now,
                    deadline: phase == .draining ? self.now + .seconds(20) : nil,
                    forcedExitAfter: .seconds(2),
                    requestedBy: Requester("SIGTERM"),
                    requestedAt: self.now
                )
            )
        )
    }

    private var report: DrainReport {
        DrainReport(
            totals: self.server.totals,
            draining: .seconds(3),
            cancelling: .milliseconds(1),
            requestedBy: Requester("SIGTERM"),
            failed: .init(named: [.init(id: 3, name: "mail")], count: 2),
            cancelled: .init(),
            discarded: .init(),
            uncooperative: .init(),
            slowest: [.init(id: 5, name: "charge", seconds: 0.125)],
            alive: .init(),
            eventsLost: 4
        )
    }
}
