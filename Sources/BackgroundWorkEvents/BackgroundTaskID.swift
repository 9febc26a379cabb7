/// The identity of one background task within its process.
///
/// IDs count up from 1 in the order in which tasks were accepted, and are never used twice. They are what a person types to
/// find a task again, so they stay short.
public struct BackgroundTaskID: Hashable, Comparable, Sendable, Codable {
    /// The number behind the ID.
    public let rawValue: UInt64

    /// An ID with a known number, as a decoder or a person supplies it.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }

    public init(from decoder: any Decoder) throws {
        self.rawValue = try decoder.singleValueContainer().decode(UInt64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.rawValue)
    }
}

extension BackgroundTaskID: CustomStringConvertible {
    public var description: String { String(self.rawValue) }
}

extension BackgroundTaskID: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: UInt64) {
        self.rawValue = value
    }
}
