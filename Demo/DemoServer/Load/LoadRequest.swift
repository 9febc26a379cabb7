/// A request that the demo's own load makes.
enum LoadRequest: CaseIterable, Sendable {
    case signup, order, image, report

    var method: String { self == .report ? "GET" : "POST" }

    var path: String {
        switch self {
        case .signup: "/signup"
        case .order: "/orders"
        case .image: "/images"
        case .report: "/report"
        }
    }

    /// How many of 1,000 requests are of this kind.
    var share: Int {
        switch self {
        case .signup: 610
        case .order: 260
        case .image: 118
        case .report: 12
        }
    }

    static func random(using generator: inout SeededGenerator) -> Self {
        var remaining = Int.random(in: 0..<1_000, using: &generator)
        for request in Self.allCases {
            remaining -= request.share
            if remaining < 0 { return request }
        }
        return .signup
    }
}
