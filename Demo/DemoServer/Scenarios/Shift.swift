import BackgroundWork
import ServiceLifecycle

/// The jobs of a scenario: submits each when it is due, and has them watched. Ends with the tasks.
struct Shift: Service {
    let investigation: Investigation
    let workplace: Workplace
    let schedule: JobSchedule

    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.investigation.observe(self.workplace.tasks) }
            group.addTask { await self.submit() }
        }
    }

    /// Until a shutdown begins, or the calling task is cancelled.
    private func submit() async {
        let beginning = ContinuousClock.now
        for arrival in self.schedule {
            do {
                try await Task.sleep(until: beginning + arrival.at, clock: .continuous)
                try self.investigation.scenario.submit(arrival.job, to: self.workplace)
            } catch {
                return
            }
        }
    }
}
