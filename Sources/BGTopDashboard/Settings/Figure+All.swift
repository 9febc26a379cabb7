import BGTopStore
import BackgroundWorkEvents

extension Figure<WarningThresholds> {
    static let all: [Figure] = {
        let group = WarningThresholds()
        return [
            .time("longPollsWithin", "for how long a long poll is spoken of", of: group, \.longPollsWithin),
            .time("starvedAfter", "how long a task that could go on has to be without a thread", of: group, \.starvedAfter),
            .time(
                "starvedBeforeFirstPollAfter",
                "the same, for a task that has not had a thread yet",
                of: group,
                \.starvedBeforeFirstPollAfter
            ),
            .time("stuckAfter", "a task that waits is not stuck before that", of: group, \.stuckAfter),
            .count(
                "stuckAfterLongestRuns",
                "nor before so many times the longest run of its name",
                in: 1...1_000_000,
                of: group,
                \.stuckAfterLongestRuns
            ),
            .count(
                "stuckMinimumRuns",
                "nor while fewer successful runs of its name were seen",
                in: 1...1_000_000,
                of: group,
                \.stuckMinimumRuns
            ),
            .time("overdueAfter", "a task that runs is not overdue before that", of: group, \.overdueAfter),
            .count(
                "overdueAfterUsual",
                "nor before so many times what is usual for its name",
                in: 1...1_000_000,
                of: group,
                \.overdueAfterUsual
            ),
            .count("failures", "how many of one name have to fail within a minute", in: 1...1_000_000, of: group, \.failures),
            .share("failedShare", "and what part of what ended in it they have to exceed", of: group, \.failedShare),
            .time(
                "refusalsWithin",
                "for how long it is spoken of that work was refused",
                in: .seconds(1) ... .seconds(60),
                of: group,
                \.refusalsWithin
            ),
            .time("escapedWithin", "for how long a part that escaped its task is spoken of", of: group, \.escapedWithin),
        ]
    }()
}

extension Figure<Retention> {
    static let all: [Figure] = {
        let group = Retention()
        return [
            .rows("succeededRows", "tasks that succeeded", of: group, \.succeededRows),
            .rows("unsuccessfulRows", "tasks that ended in any other way", of: group, \.unsuccessfulRows),
            .rows("logLines", "lines of the log", of: group, \.logLines),
            .rows("auditEntries", "requests to the server", of: group, \.auditEntries),
            .rows("names", "names that are counted apart", of: group, \.names),
        ]
    }()

    private static func rows(
        _ name: String,
        _ what: String,
        of group: Retention,
        _ path: any WritableKeyPath<Retention, Int> & Sendable
    ) -> Figure {
        .count(name, "how many \(what) are remembered", in: 0...1_000_000, of: group, path)
    }
}
