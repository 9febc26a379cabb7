import BackgroundWorkEvents

extension WarningRule {
    static let escapedChild = Self(
        name: "escaped child",
        severity: .warning,
        advice:
            "Make it a child, with async let or in a group: what runs in a Task of its own no cancel reaches and no drain waits for."
    ) { store in
        let start = store.now.advanced(by: .zero - store.thresholds.escapedWithin)
        let escapes = store.watch.escapes.filter { $0.value.endedAt.map { $0 > start } ?? true }
        // What goes on first, then the last; of those, the older task.
        let worst = escapes.max { left, right in
            let (leftEnd, rightEnd) = (left.value.endedAt?.nanoseconds ?? .max, right.value.endedAt?.nanoseconds ?? .max)
            return (leftEnd, right.key) < (rightEnd, left.key)
        }
        guard let (id, escape) = worst else { return nil }
        let title = store.row(id)?.title ?? "task \(id)"
        return Finding(
            summary: escape.outlivedTask
                ? "Part \"\(escape.node)\" of \(title) still ran when the task had ended."
                : "Part \"\(escape.node)\" of \(title) \(escape.endedAt == nil ? "runs" : "ran") outside of it, in a Task of its own.",
            count: escapes.count,
            task: store.row(id)?.id
        )
    }
}
