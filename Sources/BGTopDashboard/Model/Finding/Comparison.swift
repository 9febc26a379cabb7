/// How a filter compares a field with a value.
enum Comparison: String, Hashable, Sendable, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    case equal = "="
    case contains = "~"

    /// The characters that they are made of.
    static let characters = Set("<>=~")

    /// Whether it asks for more or less, so that it needs values that have an order.
    var isOrder: Bool {
        switch self {
        case .atLeast, .atMost, .above, .below: true
        case .equal, .contains: false
        }
    }

    /// Whether it holds of two values that have an order. That one contains the other is no question to them.
    func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .atLeast: left >= right
        case .atMost: left <= right
        case .above: left > right
        case .below: left < right
        case .equal: left == right
        case .contains: false
        }
    }
}
