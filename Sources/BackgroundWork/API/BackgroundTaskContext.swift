public import BackgroundWorkEvents
import Synchronization

/// The background task that the current code is part of, and what it can say of itself.
///
/// It is a task-local value: the operation and its children see it, and so does a `Task {}` that one of them starts.
public struct BackgroundTaskContext: Sendable {
    @TaskLocal static var local: BackgroundTaskContext?

    /// The background task that the current code is part of; nil outside of one.
    public static var current: BackgroundTaskContext? { Self.local }

    let record: TaskRecord
    /// The innermost of the task's nodes that the current code is part of; 0 for the task itself.
    let node: UInt32

    /// How many different keys a task can annotate.
    public static let maximumAnnotations = 32

    public var id: BackgroundTaskID { self.record.id }
    public var name: String { self.record.details.name }

    /// Says how far the task is.
    ///
    /// Cheap enough for a loop: watchers hear of it ten times a second at most. Does not suspend. Ignored, and counted, after the task's end.
    ///
    /// - Parameter progress: From 0 to 1; what lies outside is clamped, and what is not a number ignored.
    public func report(progress: Double) {
        guard !progress.isNaN else { return }
        let now = self.record.runner.timer.now
        self.record.noteNews(wasTaken: self.record.probe.report(TaskProgress(fraction: progress, at: now)))
    }

    /// Attaches a fact to the task, for whoever watches. A second value for a key replaces the first.
    ///
    /// Does not suspend. Ignored, and counted, after the task's end. More than ``maximumAnnotations`` different keys are too many to be
    /// read: further ones are ignored.
    public func annotate(_ key: String, _ value: String) {
        let text = self.record.runner.redact(.field(key: key, value: value, task: self.name))
        let field = TaskDescription.Field(key, text)
        self.record.noteNews(wasTaken: self.record.probe.annotate(field, maximum: Self.maximumAnnotations))
    }
}
