import BackgroundWorkEvents

extension TaskStore {
    /// A task lives, of which nothing was known.
    mutating func insert(_ row: consuming TaskRow) {
        self.highestID = max(self.highestID, row.id)
        self.counts.insert(row.state)
        self.nameTable[row.name].counts.insert(row.state)
        for warning in row.warnings { self.warned[warning.kind, default: []].insert(row.id) }
        if row.activity != nil { self.observe(row) }
        if row.nodes.revision > 0 { self.watch.noteNodes(of: row) }
        self.table.append(row)
    }

    /// A task is over, and its row has been taken out of the table of the living.
    mutating func retire(_ row: consuming TaskRow) {
        for warning in row.warnings { self.warned[warning.kind]?.remove(row.id) }
        self.watch.retire(row)
        self.drainRecord?.note(row)
        self.ended.append(row)
    }
}
