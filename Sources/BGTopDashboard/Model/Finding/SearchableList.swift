import BGTopStore
import BackgroundWorkEvents

/// A list that text can be looked for in.
protocol SearchableList<Entry>: ListContent {
    /// Whether the text occurs in what is shown of the entry at `position`.
    func has(_ pattern: TextPattern, at position: Int, in store: TaskStore) -> Bool
}

/// One of the entries in which a text was found.
struct SearchHit: Hashable, Sendable {
    let position: Int
    /// Which of the hits it is, the first in the list being 1.
    let place: Int
    let count: Int
}

extension SearchableList {
    /// The hit that is next to `start`, beginning again at the other end; nil if there is none at all.
    func hit(
        of pattern: TextPattern,
        _ direction: Intent.Direction,
        from start: Int,
        includingStart: Bool,
        in store: TaskStore
    ) -> SearchHit? {
        let hits = (0..<self.count).filter { self.has(pattern, at: $0, in: store) }
        let index =
            switch direction {
            case .next: hits.firstIndex { includingStart ? $0 >= start : $0 > start } ?? hits.indices.first
            case .previous: hits.lastIndex { $0 < start } ?? hits.indices.last
            }
        return index.map { SearchHit(position: hits[$0], place: $0 + 1, count: hits.count) }
    }
}

extension Listing.Content: SearchableList {
    func has(_ pattern: TextPattern, at position: Int, in store: TaskStore) -> Bool {
        self.entry(at: position).flatMap(store.row)?.has(pattern, in: store) ?? false
    }
}

extension NameList: SearchableList {
    func has(_ pattern: TextPattern, at position: Int, in store: TaskStore) -> Bool {
        pattern.occurs(in: self.rows[position].name)
    }
}

extension TreeList: SearchableList {
    func has(_ pattern: TextPattern, at position: Int, in store: TaskStore) -> Bool {
        TreeLine(self.entries[position], in: store).has(pattern, in: store)
    }
}

extension WarningList: SearchableList {
    func has(_ pattern: TextPattern, at position: Int, in store: TaskStore) -> Bool {
        let warning = self.rows[position]
        return [warning.rule, warning.summary, warning.advice].contains(where: pattern.occurs)
    }
}

extension LogList: SearchableList {
    func has(_ pattern: TextPattern, at position: Int, in store: TaskStore) -> Bool {
        self.entries[position].has(pattern, in: store)
    }
}

extension HolderList: SearchableList {
    func has(_ pattern: TextPattern, at position: Int, in store: TaskStore) -> Bool {
        self.holders[position].row.has(pattern, in: store)
    }
}

extension TreeLine {
    fileprivate func has(_ pattern: TextPattern, in store: TaskStore) -> Bool {
        switch self.content {
        case .task(let row): row.has(pattern, in: store)
        case .node(let node, _, _): pattern.occurs(in: node.name) || pattern.occurs(in: node.errorText ?? "")
        case .omitted, .gone: false
        }
    }
}
