import BackgroundWorkEvents

/// A schedule in real time: each element comes when its time has come.
struct LoadArrivals: AsyncSequence, Sendable {
    let schedule: LoadSchedule

    struct AsyncIterator: AsyncIteratorProtocol {
        private var schedule: LoadSchedule
        private var origin = ContinuousClock.now

        init(schedule: LoadSchedule) {
            self.schedule = schedule
        }

        mutating func next() async throws -> LoadRequest? {
            guard let arrival = self.schedule.next() else { return nil }
            let due = self.origin + arrival.at
            let now = ContinuousClock.now
            if due > now {
                try await Task.sleep(until: due, clock: .continuous)
            } else if now - due > .seconds(1) {
                // A process that was stopped, or could not keep up, does not make up for it all at once.
                self.origin += now - due
            }
            return arrival.request
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(schedule: self.schedule)
    }
}
