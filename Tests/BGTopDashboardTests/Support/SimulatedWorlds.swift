import BGTopLessons
import BGTopTeaching
import BackgroundWorkEvents

@testable import BGTopDashboard

/// Two worlds as they would go with one seed on a machine that is never late.
struct SimulatedWorlds {
    static let origin = TaskInstant(nanoseconds: 5_000_000_000)

    /// When both are asked to end, since they were started; nil: never.
    var askedAfter: Duration?

    private static let firstOrderAfter = Duration.milliseconds(100)
    /// How long a server takes to end that has nothing to wait for.
    private static let returning = Duration.milliseconds(12)

    /// What is seen so long after they were started, and after these keys.
    func sitting(after time: Duration, keys: Key...) -> WorldsSitting {
        var sitting = WorldsSitting(structured: .structured, unstructured: .unstructured, at: Self.origin)
        sitting.take(World.Kind.allCases.flatMap { kind in self.news(of: kind, until: time).map { (kind, $0) } })
        sitting.pass(to: Self.origin + time)
        for key in keys { _ = sitting.press(key) }
        return sitting
    }

    /// What is heard of one of them, in order.
    func news(of kind: World.Kind, until time: Duration) -> [WorldNews] {
        let processID: Int32 = kind == .structured ? 4_242 : 4_243
        var told: [(after: Duration, news: WorldNews)] = [(.zero, .started(processID: processID, at: Self.origin))]
        let end = self.end(of: kind)
        if let askedAfter { told.append((askedAfter, .askedToEnd(at: Self.origin + askedAfter))) }
        for (job, duration, cameAfter) in Self.work(until: min(time, end ?? time)) {
            let isLate = self.askedAfter.map { cameAfter >= $0 } ?? false
            // Nobody is there to take it.
            guard !isLate || kind == .structured else { continue }
            told += Self.story(of: job, after: cameAfter, isLate ? [(.refused, .zero)] : [(.begun, .zero), (.done, duration)])
        }
        if let end {
            told = told.filter { $0.after < end }
            told += [(end, .closed), (end, .ended(.returned(0), at: Self.origin + end))]
        }
        return told.filter { $0.after <= time }.sorted { $0.after < $1.after }.map(\.news)
    }

    /// The structured one when its last job is done, the other one at once.
    private func end(of kind: World.Kind) -> Duration? {
        guard let askedAfter else { return nil }
        guard kind == .structured else { return askedAfter + Self.returning }
        let taken = Self.work(until: askedAfter).filter { $0.cameAfter < askedAfter }
        return (taken.map { $0.cameAfter + $0.duration }.max() ?? askedAfter) + Self.returning
    }

    private static func work(
        until time: Duration
    ) -> [(job: LedgerEntry.Job, duration: Duration, cameAfter: Duration)] {
        let orders = Orders(seed: 1, ledger: LedgerWriter(-1))
        let count = Int((time - Self.firstOrderAfter) / Orders.interval) + 1
        return (1...max(1, count)).flatMap { order in
            orders.jobs(of: order).map { ($0.id, $0.duration, Self.firstOrderAfter + Orders.interval * (order - 1)) }
        }
    }

    private static func story(
        of job: LedgerEntry.Job,
        after cameAfter: Duration,
        _ rest: [(kind: LedgerEntry.Kind, after: Duration)]
    ) -> [(after: Duration, news: WorldNews)] {
        ([(.came, .zero)] + rest).map { kind, after in
            (cameAfter + after, .wrote(LedgerEntry(kind, job, at: Self.origin + cameAfter + after)))
        }
    }
}

extension WorldsSitting {
    /// In each of its states, by the names that pictures of them have.
    static let moments: [(view: String, sitting: WorldsSitting)] = [
        ("worlds-running", SimulatedWorlds().sitting(after: .milliseconds(3_900))),
        ("worlds-question", SimulatedWorlds().sitting(after: .milliseconds(3_900), keys: "D")),
        ("worlds-draining", SimulatedWorlds(askedAfter: .seconds(4)).sitting(after: .milliseconds(5_150))),
        ("worlds-over", SimulatedWorlds(askedAfter: .seconds(4)).sitting(after: .seconds(9))),
    ]

    func frame(size: Size, theme: Theme = Theme()) -> Frame {
        WorldsView(sitting: self, size: size, theme: theme).frame
    }
}
