/// What a figure has to be.
package struct Budget: Hashable, Sendable {
    package enum Bound: String, Hashable, Sendable, Encodable {
        case atMost = "at most"
        case atLeast = "at least"
    }

    package let bound: Bound
    package let limit: Double

    package static func atMost(_ limit: Double) -> Self { Self(bound: .atMost, limit: limit) }
    package static func atLeast(_ limit: Double) -> Self { Self(bound: .atLeast, limit: limit) }

    /// Whether `figure` is within the budget. What is no number is not.
    package func admits(_ figure: Double) -> Bool {
        switch self.bound {
        case .atMost: figure <= self.limit
        case .atLeast: figure >= self.limit
        }
    }
}
