public import BackgroundWorkEvents

/// Two processes that are given the same work, and what is known of them at one moment.
public struct TwoWorlds: Hashable, Sendable {
    public private(set) var structured: World
    public private(set) var unstructured: World
    /// On the machine's monotonic clock.
    public private(set) var now: TaskInstant

    public init(structured: WorldCode, unstructured: WorldCode, at now: TaskInstant) {
        self.structured = World(structured)
        self.unstructured = World(unstructured)
        self.now = now
    }

    /// The left one and the right one.
    public var both: [World] { [self.structured, self.unstructured] }

    public subscript(kind: World.Kind) -> World {
        switch kind {
        case .structured: self.structured
        case .unstructured: self.unstructured
        }
    }

    public mutating func take(_ news: WorldNews, of kind: World.Kind) {
        switch kind {
        case .structured: self.structured.take(news)
        case .unstructured: self.unstructured.take(news)
        }
    }

    /// Lets time go on; never back.
    public mutating func pass(to now: TaskInstant) {
        self.now = max(self.now, now)
    }

    /// Whether there is something to be asked to end, and neither is only beginning: nobody hears a signal then.
    public var areAtWork: Bool {
        self.both.contains(where: \.isAtWork) && self.both.allSatisfy { $0.isAtWork || $0.ending != nil }
    }

    public var areAskedToEnd: Bool { self.both.contains { $0.askedToEndAt != nil } }

    public var areOver: Bool { self.both.allSatisfy(\.isOver) }
}
