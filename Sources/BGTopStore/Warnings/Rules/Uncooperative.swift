import BackgroundWorkEvents

extension WarningRule {
    static let uncooperative = Self(
        name: "ignores cancellation",
        severity: .warning,
        advice:
            "Check Task.isCancelled in its loop, or call what throws then: nothing can end it from outside."
    ) { store in
        guard let (row, count) = store.warned(.uncooperative) else { return nil }
        let asked = row.cancellation.map { " \((store.now - $0.at).prose) ago" } ?? ""
        let place = row.holdingNodes.first.map { " in \"\($0.name)\"" } ?? ""
        return Finding(summary: "\(row.title) was asked to stop\(asked), and runs on\(place).", count: count, task: row.id)
    }
}
