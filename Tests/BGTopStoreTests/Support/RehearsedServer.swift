import BGTopStore
import BackgroundWorkEvents
import Foundation
import TestSupport

/// A make-believe server that lives by itself: work of all kinds comes, waits, runs, and ends as was decided when it came. A value,
/// so that a shutdown can be tried out in a copy while the life of the original goes on.
struct RehearsedServer {
    private struct Task {
        let id: BackgroundTaskID
        let work: RehearsedWork
        /// In seconds of this server's life, as all times here are.
        let length: Double
        let outcome: TaskOutcome
        /// How far it says to be at half of its length; half, if its pace is even.
        let half: Double?
        var startedAt = 0.0
        var nextReportAt = Double.infinity

        var endsAt: Double { self.startedAt + self.length }
        var timesOutAt: Double { self.work.timeout.map { self.startedAt + $0 } ?? .infinity }
        var nextAt: Double { min(self.endsAt, self.timesOutAt, self.nextReportAt) }

        /// A pace that changes on the way bends the line through the half.
        func fraction(at now: Double) -> Double {
            let passed = (now - self.startedAt) / self.length
            let bend = 4 * ((self.half ?? 0.5) - 0.5)
            return min(1, max(0, passed + bend * passed * (1 - passed)))
        }
    }

    private(set) var watched: WatchedServer
    private var random: SeededGenerator
    private let maximumRunning: Int
    private var now = 0.0
    private var running: [Task] = []
    private var queue: [Task] = []
    private var arrivals: [Double]
    private var isAccepting = true

    init(seed: UInt64, maximumRunning: Int = 28) {
        self.watched = WatchedServer(maximumRunning: maximumRunning)
        self.random = SeededGenerator(seed: seed)
        self.maximumRunning = maximumRunning
        self.arrivals = RehearsedWork.all.map { _ in 0 }
        for index in self.arrivals.indices { self.arrivals[index] = self.pause(before: index) }
    }

    var store: TaskStore { self.watched.store }
    /// In no order.
    var alive: [BackgroundTaskID] { (self.running + self.queue).map(\.id) }

    mutating func live(for seconds: Double) {
        let end = self.now + seconds
        while true {
            let arrival = self.isAccepting ? self.arrivals.indices.min { self.arrivals[$0] < self.arrivals[$1] } : nil
            let arrivesAt = arrival.map { self.arrivals[$0] } ?? .infinity
            let next = self.running.indices.min { self.running[$0].nextAt < self.running[$1].nextAt }
            let happensAt = next.map { self.running[$0].nextAt } ?? .infinity
            guard min(arrivesAt, happensAt) <= end else { break }
            if let arrival, arrivesAt <= happensAt {
                self.pass(until: arrivesAt)
                self.submit(RehearsedWork.all[arrival])
                self.arrivals[arrival] = arrivesAt + self.pause(before: arrival)
            } else if let next {
                self.pass(until: happensAt)
                self.goOn(next)
            }
        }
        self.pass(until: end)
    }

    mutating func drain(within grace: Double) {
        self.isAccepting = false
        self.watched.enter(.draining, within: .seconds(grace))
    }

    private mutating func pass(until instant: Double) {
        self.watched.wait(.nanoseconds(Int64((max(0, instant - self.now) * 1e9).rounded())))
        self.now = instant
    }

    private mutating func pause(before work: Int) -> Double {
        -log(Double.random(in: .leastNonzeroMagnitude..<1, using: &self.random)) / RehearsedWork.all[work].rate
    }

    private mutating func submit(_ work: RehearsedWork) {
        func happens(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self.random) < share }
        var length = work.sample(using: &self.random)
        let outcome: TaskOutcome = happens(work.failing) ? .failed : .succeeded
        if outcome == .failed { length *= Double.random(in: 0..<1, using: &self.random) }
        if happens(work.hanging) { length = .infinity }
        let half = happens(work.reporting) ? Double.random(in: 0.4...0.6, using: &self.random) : nil
        let id = self.watched.submit(work.name, timeout: work.timeout.map { .seconds($0) })
        self.queue.append(Task(id: id, work: work, length: length, outcome: outcome, half: half))
        self.startWhatFits()
    }

    private mutating func startWhatFits() {
        while self.running.count < self.maximumRunning, !self.queue.isEmpty {
            var task = self.queue.removeFirst()
            task.startedAt = self.now
            if task.half != nil { task.nextReportAt = self.now + task.length / 20 }
            self.watched.start(task.id)
            self.running.append(task)
        }
    }

    /// What is next to happen to a task that runs does.
    private mutating func goOn(_ index: Int) {
        let task = self.running[index]
        guard self.now >= min(task.endsAt, task.timesOutAt) else {
            self.watched.report(task.fraction(at: self.now), by: task.id)
            self.running[index].nextReportAt = self.now + task.length / 20
            return
        }
        self.running.remove(at: index)
        let hasTimedOut = task.timesOutAt < task.endsAt
        if hasTimedOut, let timeout = task.work.timeout { self.watched.cancel(task.id, .timeout(.seconds(timeout))) }
        self.watched.finish(task.id, hasTimedOut ? .timedOut : task.outcome)
        self.startWhatFits()
    }
}
