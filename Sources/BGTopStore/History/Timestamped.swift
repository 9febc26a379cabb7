public import BackgroundWorkEvents

/// Something that happened, and when.
public struct Timestamped<Value: Sendable>: Sendable {
    public let at: TaskInstant
    public let value: Value
}

extension Timestamped: Equatable where Value: Equatable {}
extension Timestamped: Hashable where Value: Hashable {}
