import BackgroundWorkEvents

/// What is counted by name.
struct NameTable: Sendable {
    typealias Index = Int32

    private var indices: [String: Index] = [:]
    private(set) var statistics: [NameStatistics] = []
    private let maximum: Int

    init(maximum: Int) {
        self.maximum = maximum
    }

    subscript(index: Index) -> NameStatistics {
        _read { yield self.statistics[Int(index)] }
        _modify { yield &self.statistics[Int(index)] }
    }

    /// Where `name` is counted: for itself, or with all the others that came when there was no more room.
    mutating func index(of name: String) -> Index {
        if let index = self.indices[name] { return index }
        let isFull = self.indices.count >= self.maximum
        let key = isFull ? NameSummary.otherNames : name
        if isFull, let others = self.indices[key] { return others }
        let index = Index(self.statistics.count)
        self.statistics.append(NameStatistics(name: key))
        self.indices[key] = index
        return index
    }

    mutating func advance(to second: Int64) {
        for index in self.statistics.indices { self.statistics[index].advance(to: second) }
    }
}
