public import BGTopTeaching

/// All lessons, in the order in which they build on one another.
public enum Curriculum {
    public static let lessons: [Lesson] = [
        .childOutlastsBody,
        .retryIsCancelled,
        .oneChildThrows,
        .whoWaitsForWhom,
        .nobodyAwaits,
        .timeoutAsARace,
        .taskInsideATask,
        .detachedTask,
        .cancellationHandlers,
        .cleaningUpWhenCancelled,
        .discardingAndBoundedGroups,
        .boundedQueue,
        .blockedPool,
        .gracefulShutdown,
        .forgottenContinuation,
    ]

    /// The lesson with this number, this name or this title; or the only one whose name or title has this in it. Capitals make no
    /// difference.
    public static func lesson(_ text: String) -> Lesson? {
        let found = self.lessons(text)
        return found.count == 1 ? found[0] : nil
    }

    /// All to which that can refer.
    public static func lessons(_ text: String) -> [Lesson] {
        if let number = Int(text) { return self.lessons.filter { $0.number == number } }
        let wanted = text.lowercased()
        guard !wanted.isEmpty else { return [] }
        let named = self.lessons.map { (lesson: $0, names: [$0.name, $0.title.lowercased()]) }
        let exact = named.filter { $0.names.contains(wanted) }
        return (exact.isEmpty ? named.filter { $0.names.contains { $0.contains(wanted) } } : exact).map(\.lesson)
    }
}
