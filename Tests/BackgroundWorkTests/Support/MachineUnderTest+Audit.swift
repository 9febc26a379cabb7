import BackgroundWorkEvents

@testable import BackgroundWork

/// The books of a machine under test.
extension MachineUnderTest {
    /// What does not add up.
    func audit() -> [String] {
        var found = self.ledger.violations
        func demand(_ holds: Bool, _ what: @autoclosure () -> String) {
            if !holds { found.append(what()) }
        }
        let live = self.machine.live
        let running = live.filter { unsafe $0.life.state == .running }
        let queued = live.filter { unsafe $0.life.state == .queued }
        let totals = self.machine.totals
        let hasRoom =
            self.machine.stage == .running && self.machine.running < self.machine.maximumRunning
            || self.machine.queue.count < self.maximumQueued
        demand(running.count + queued.count == live.count, "an ended task is among the live ones")
        demand(totals.isBalanced(alive: live.count), "\(live.count) alive, and \(totals)")
        demand(self.ledger.totals == totals, "watchers were told of \(self.ledger.totals), and it is \(totals)")
        demand(self.ledger.live.count == live.count, "watchers know \(self.ledger.live.count) tasks of \(live.count)")
        demand(running.count == self.machine.running, "\(running.count) run, \(self.machine.running) are counted")
        demand(queued.count == self.machine.queue.count, "\(queued.count) queued, \(self.machine.queue.count) are counted")
        demand(queued.count <= self.maximumQueued, "\(queued.count) queued of \(self.maximumQueued)")
        demand(self.settled.count == Int(totals.ended), "\(self.settled.count) settled of \(totals.ended)")
        demand(self.machine.waiting.count == self.waiting.count, "\(self.machine.waiting.count) wait of \(self.waiting.count)")
        demand(
            running.count == self.machine.ready.count + self.fetched.count,
            "\(running.count) run, \(self.machine.ready.count) to be fetched, \(self.fetched.count) fetched"
        )
        demand(
            queued.isEmpty || self.machine.stage != .running || running.count >= self.machine.maximumRunning,
            "a task is queued although there is room to run"
        )
        demand(
            self.waiting.isEmpty || (self.machine.phase == .accepting && (self.machine.isIntakeHeld || !hasRoom)),
            "a caller waits although there is room, or a shutdown has begun"
        )
        demand(Array(live).count == live.count, "\(Array(live).count) live of \(live.count)")
        return found
    }
}
