/// What somebody has learned so far.
public struct LessonProgress: Hashable, Sendable, Codable {
    /// What was predicted rightly the last time it was predicted, by the name of the lesson.
    private var right: [String: Set<String>] = [:]
    /// What has been run at all.
    private var seen: [String: Set<String>] = [:]

    public init() {}

    /// Notes that a variant of the lesson was run.
    ///
    /// - Parameter isRight: Whether it was predicted rightly; nil if it was not predicted, or came as nobody could have said.
    public mutating func note(_ variant: Variant, of lesson: Lesson, isRight: Bool?) {
        self.seen[lesson.name, default: []].insert(variant.change)
        switch isRight {
        case true?: self.right[lesson.name, default: []].insert(variant.change)
        case false?: self.right[lesson.name]?.remove(variant.change)
        case nil: break
        }
    }

    public func hasSeen(_ variant: Variant, of lesson: Lesson) -> Bool {
        self.seen[lesson.name]?.contains(variant.change) == true
    }

    public func wasRight(_ variant: Variant, of lesson: Lesson) -> Bool {
        self.right[lesson.name]?.contains(variant.change) == true
    }

    /// How many of the lesson's variants, its own code among them, were predicted rightly.
    public func countRight(in lesson: Lesson) -> Int {
        lesson.all.count { self.wasRight($0, of: lesson) }
    }
}
