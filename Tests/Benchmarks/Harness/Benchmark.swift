/// One row of the budgets: what is measured, and what it has to be.
package struct Benchmark: Sendable {
    /// Which figure is judged, and how far it can be trusted.
    package enum Kind: String, Hashable, Sendable, Encodable {
        /// The ratio to a baseline that is measured in turns with it: holds on a machine that is busy or slow.
        case ratio
        /// The value itself, which is one of this machine at this moment.
        case absolute
    }

    package let name: String
    /// What is measured, and against what; one line.
    package let summary: String
    package let unit: String
    package let kind: Kind
    /// nil: the figure is for information.
    package let budget: Budget?
    private let measure: @Sendable (_ count: Int) async throws -> Samples

    /// - Parameter measure: Measures `count` times. Throws ``Unavailable`` where that is not possible, and ``Unsound`` if what was
    ///   measured is not what was meant to be.
    package init(
        _ name: String,
        _ summary: String,
        unit: String,
        kind: Kind,
        budget: Budget? = nil,
        measure: @escaping @Sendable (_ count: Int) async throws -> Samples
    ) {
        self.name = name
        self.summary = summary
        self.unit = unit
        self.kind = kind
        self.budget = budget
        self.measure = measure
    }

    package func run(count: Int) async -> Row {
        do {
            return Row(self, try await self.measure(count))
        } catch let unavailable as Unavailable {
            return Row(self, .skipped, note: unavailable.reason)
        } catch let unsound as Unsound {
            return Row(self, .failed, note: unsound.reason)
        } catch {
            return Row(self, .failed, note: "\(error)")
        }
    }
}

/// That something cannot be measured here. No failure.
package struct Unavailable: Error {
    package let reason: String

    package init(_ reason: String) {
        self.reason = reason
    }
}

/// That what was measured is not what was meant to be, so that the figure means nothing.
package struct Unsound: Error {
    package let reason: String

    package init(_ reason: String) {
        self.reason = reason
    }
}
