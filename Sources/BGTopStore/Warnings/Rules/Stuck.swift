import BackgroundWorkEvents

extension WarningRule {
    static let stuck = Self(
        name: "stuck",
        severity: .warning,
        advice: "Cancel it, and give what it calls there a timeout: look inside in which part it waits."
    ) { store in
        guard let id = store.watch.stuck.first, let row = store.table[id], let since = store.silentSince(row),
            let longest = store.longestRun(of: row)
        else { return nil }
        let place = row.present?.oldestNode.map { " in \"\($0.name)\"" } ?? ""
        return Finding(
            summary:
                "\(row.title) has waited\(place) for \((store.now - since).prose); no run of its name took longer than \(longest.prose).",
            count: store.watch.stuck.count,
            task: id
        )
    }
}
