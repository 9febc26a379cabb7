import BackgroundWorkEvents

extension WarningRule {
    /// Of what moves: of what gives no sign of life ``stuck`` knows more.
    static let overdue = Self(
        name: "overdue",
        severity: .warning,
        advice: "Look inside where it waits or loops, and cancel it if it hangs: in a shutdown it would hold the exit."
    ) { store in
        guard let (row, count) = store.longestOf(store.watch.longRuns.overdue), let ran = row.ran(at: store.now),
            let usual = store.usualRun(for: row)
        else { return nil }
        let comparison =
            switch usual {
            case .longestOfName(let longest): "no run of its name took longer than \(longest.prose)"
            case .most(let most):
                "99 in 100 of all others took less than \(most.prose), and none of its name has been seen to end"
            }
        return Finding(
            summary: "\(row.title) has run for \(ran.prose); \(comparison).",
            count: count,
            task: row.id
        )
    }
}
