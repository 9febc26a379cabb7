extension Glyphs {
    /// The newest of `values` as a curve of at most `width` columns, the newest one last.
    ///
    /// The height stands for the next of 1, 2, 5, 10, … above the largest value, so that the curve keeps its shape while values
    /// wander. Zero is a line at the bottom; where there was nothing to measure yet there is nothing.
    func sparkline(_ values: some BidirectionalCollection<Double>, width: Int) -> String {
        let shown = values.suffix(max(0, width))
        let top = Self.scale(above: shown.max() ?? 0)
        let curve = shown.map { value in
            guard value > 0 else { return self.curve[0] }
            return self.curve[max(1, min(8, Int((value / top * 8).rounded(.up))))]
        }
        return String(repeating: " ", count: max(0, width - curve.count)) + String(curve)
    }

    /// The smallest of 1, 2, 5, 10, 20, … that is not below `value`.
    static func scale(above value: Double) -> Double {
        guard value.isFinite else { return .greatestFiniteMagnitude }
        var decade = 1.0
        while decade * 10 < value { decade *= 10 }
        return [1, 2, 5, 10].map { $0 * decade }.first { $0 >= value } ?? decade * 10
    }
}
