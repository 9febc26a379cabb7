public import BackgroundWorkEvents
import Synchronization

/// A request that a server is answering: what the tasks that are added for it have in common, and when its response is over.
///
/// What connects a server framework to the library makes one for each request and calls ``BackgroundTasks/serve(_:_:)`` with it.
///
/// Safe to use from any thread and any task.
public final class ServedRequest: Sendable {
    /// What of it is in reach of the code that answers it.
    let shared: Shared

    /// - Parameters:
    ///   - origin: The origin of tasks that name none, such as `POST /orders/{id}`: better the pattern of a route than a path, because viewers
    ///     group by it, and never with a query, because what stands there is often secret. Evaluated when a task is added, and only then:
    ///     some frameworks know the route no earlier.
    ///   - fields: Facts for the tasks, such as the request's ID; one whose key a task has itself is left out there. Evaluated like `origin`.
    public init(
        origin: @autoclosure @escaping @Sendable () -> String? = nil,
        fields: @autoclosure @escaping @Sendable () -> [TaskDescription.Field] = []
    ) {
        self.shared = Shared(origin: origin, fields: fields)
    }

    deinit {
        // Nobody is left who could answer it.
        self.endResponse()
    }

    /// Whether a task was to be added that waits for the end of the response, accepted or not: only then somebody has to look for it.
    public var hasTasksAfterResponse: Bool { self.shared.hasTasksAfterResponse }

    /// Lets the tasks begin that were added with ``BackgroundTaskOptions/afterResponse-property``: the response has been sent, or will never be.
    ///
    /// Only the first call does something. Without one it happens when nobody holds on to the request any more, so that no task waits for
    /// a response that got lost. (A `Task {}` that the handler has started does not hold on to it.) Does not suspend.
    public func endResponse() {
        self.shared.endResponse()
    }
}

extension ServedRequest {
    /// Apart from the request itself, because a task-local value goes along with every `Task {}` and lives as long as that does: it is not
    /// to keep those waiting who wait until nobody can answer the request any more.
    final class Shared: Sendable {
        private enum Response {
            case pending
            /// A task was added that waits for its end, or will when it starts.
            case awaited(ResponseEnd)
            case over
        }

        private let makeOrigin: @Sendable () -> String?
        private let makeFields: @Sendable () -> [TaskDescription.Field]
        private let response = Mutex(Response.pending)

        init(origin: @escaping @Sendable () -> String?, fields: @escaping @Sendable () -> [TaskDescription.Field]) {
            self.makeOrigin = origin
            self.makeFields = fields
        }

        var hasTasksAfterResponse: Bool {
            self.response.withLock { if case .awaited = $0 { true } else { false } }
        }

        func endResponse() {
            let awaited: ResponseEnd? = self.response.withLock { response in
                defer { response = .over }
                return if case .awaited(let end) = response { end } else { nil }
            }
            awaited?.reach()
        }

        /// What a task has to wait for; nil if the response is over.
        func awaitedEnd() -> ResponseEnd? {
            self.response.withLock { response in
                switch response {
                case .pending:
                    let end = ResponseEnd()
                    response = .awaited(end)
                    return end
                case .awaited(let end): return end
                case .over: return nil
                }
            }
        }

        /// What is said of a task: by its submitter, and by the request where the submitter does not say it. Where it came from stands
        /// first.
        func fields(completing options: BackgroundTaskOptions) -> [TaskDescription.Field] {
            let origin = options.says(TaskDescription.Field.origin) ? options.origin : self.makeOrigin()
            return options.fields(origin: origin, completedBy: self.makeFields())
        }
    }
}

extension BackgroundTaskOptions {
    /// All that the submitter says of the task.
    var allFields: [TaskDescription.Field] { self.fields(origin: self.origin, completedBy: []) }

    fileprivate func says(_ key: String) -> Bool {
        key == TaskDescription.Field.origin && self.origin != nil || self.fields.contains { $0.key == key }
    }

    /// Made in one piece, because a server has it made for every request.
    fileprivate func fields(origin: String?, completedBy others: [TaskDescription.Field]) -> [TaskDescription.Field] {
        if origin == nil, others.isEmpty { return self.fields }
        var fields: [TaskDescription.Field] = []
        fields.reserveCapacity(1 + others.count + self.fields.count)
        if let origin { fields.append(TaskDescription.Field(TaskDescription.Field.origin, origin)) }
        for field in others where !self.says(field.key) { fields.append(field) }
        fields += self.fields
        return fields
    }
}
