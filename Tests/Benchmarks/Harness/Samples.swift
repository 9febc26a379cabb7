/// What was measured, run by run.
package struct Samples: Hashable, Sendable {
    package let values: [Double]
    /// What each value is compared with; empty where there is nothing to compare with.
    package let baselines: [Double]

    package init(values: [Double], baselines: [Double] = []) {
        precondition(baselines.isEmpty || baselines.count == values.count, "a baseline is one of a value")
        self.values = values
        self.baselines = baselines
    }

    package var value: Double? { Self.median(self.values) }
    package var baseline: Double? { Self.median(self.baselines) }

    /// The median of each pair's ratio: what disturbs one run for a while disturbs its neighbour as well, and cancels out.
    package var ratio: Double? { Self.median(zip(self.values, self.baselines).map { $0 / $1 }) }

    /// Measures and compares in turns. Which goes first alternates, so that neither always follows the other.
    package static func pairs(
        _ count: Int,
        measured: () async throws -> Double,
        baseline: () async throws -> Double
    ) async throws -> Self {
        var (values, baselines): ([Double], [Double]) = ([], [])
        for index in 0..<count {
            if index.isMultiple(of: 2) {
                values.append(try await measured())
                baselines.append(try await baseline())
            } else {
                baselines.append(try await baseline())
                values.append(try await measured())
            }
        }
        return Self(values: values, baselines: baselines)
    }

    /// Measures again and again.
    package static func runs(_ count: Int, measured: () async throws -> Double) async throws -> Self {
        var values: [Double] = []
        for _ in 0..<count { values.append(try await measured()) }
        return Self(values: values)
    }

    private static func median(_ numbers: [Double]) -> Double? {
        guard !numbers.isEmpty else { return nil }
        let sorted = numbers.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}
