extension Array {
    /// These rows, each where it stood in `earlier`: what has gone stays there as it was, what has come stands at the end.
    func standing<ID: Hashable>(as earlier: [Element], by id: (Element) -> ID) -> [Element] {
        let current = Dictionary(self.map { (id($0), $0) }) { first, _ in first }
        let known = Set(earlier.map(id))
        return earlier.map { current[id($0)] ?? $0 } + self.filter { !known.contains(id($0)) }
    }
}
