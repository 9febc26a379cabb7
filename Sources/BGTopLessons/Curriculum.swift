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

    /// The lesson with this number or this name.
    public static func lesson(_ text: String) -> Lesson? {
        self.lessons.first { $0.name == text || String($0.number) == text }
    }
}
