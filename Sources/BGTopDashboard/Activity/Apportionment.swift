import BackgroundWorkEvents

/// Fractions as whole numbers that still add up.
enum Apportionment {
    /// Each of `numerators` over `denominator` in whole numbers, which together are as much as all of them over it, cut: what
    /// is lost by cutting goes to those that lost the most, one each.
    static func whole(_ numerators: [Int128], over denominator: Int128) -> [Int64] {
        guard denominator > 0 else { return numerators.map { _ in 0 } }
        let numerators = numerators.map { max(0, $0) }
        var whole = numerators.map { $0 / denominator }
        let missing = numerators.reduce(0, +) / denominator - whole.reduce(0, +)
        let byLoss = numerators.indices.sorted { left, right in
            let (lostLeft, lostRight) = (numerators[left] % denominator, numerators[right] % denominator)
            return lostLeft == lostRight ? left < right : lostLeft > lostRight
        }
        for index in byLoss.prefix(Int(missing)) { whole[index] += 1 }
        return whole.map { Int64(clamping: $0) }
    }

    /// What share each of `parts` has of them all, in percents that add up to 100.
    static func percents(_ parts: [Duration]) -> [Int64] {
        let numerators = parts.map { Int128(max(0, $0.clampedNanoseconds)) }
        let sum = numerators.reduce(0, +)
        return Self.whole(numerators.map { $0 * 100 }, over: sum)
    }
}
