/// What is in reach of the code that answers a request.
struct Serving: Sendable {
    @TaskLocal static var local: Serving?

    let tasks: BackgroundTasks
    let request: ServedRequest.Shared
}

extension BackgroundTasks {
    /// The tasks to which the code that answers a request can add; nil where no request is being answered, and in a background task.
    ///
    /// It is a task-local value, which whatever connects a server framework to the library sets with ``serve(_:_:)``: children of the
    /// handler see it as well, and so does a `Task {}` that one of them starts.
    ///
    /// For code that gets no reference to the tasks. Where a handler has one, it is better to add to that: what is added says the same
    /// of its request, and there is no nil to forget, which means that a route goes by what connects the framework, and that the work
    /// would not be done.
    public static var current: BackgroundTasks? { Serving.local?.tasks }

    /// Answers a request, with the tasks in reach as ``current``. A task that is added meanwhile, here or to other background tasks, says
    /// what request it came from, and may wait for the end of the response.
    ///
    /// This is all that a framework needs, in what it calls middleware, handler or interceptor:
    ///
    /// ```swift
    /// func respond(to request: Request, next: Handler) async throws -> Response {
    ///     let served = ServedRequest(origin: "\(request.method) \(request.route)", fields: [.init("request", request.id)])
    ///     do {
    ///         return try await tasks.serve(served) { try await next.respond(to: request) }
    ///     } catch let error as BackgroundTasksError {
    ///         guard let delay = error.retryAfter else { throw error }
    ///         return Response(status: 503, headers: ["Retry-After": "\(delay.components.seconds)"])
    ///     }
    /// }
    /// ```
    ///
    /// The response of this one is over for the library when the handler has returned. Whoever can tell when it was sent keeps the request
    /// until then, and calls ``ServedRequest/endResponse()``.
    ///
    /// Suspends only as `handle` does. The end of the request, by whatever cause, cancels none of its tasks.
    ///
    /// - Parameters:
    ///   - request: May be served more than once: where a body is written after the handler has returned, for example.
    ///   - handle: Answers the request. Runs where the caller runs.
    /// - Returns: What `handle` returns.
    /// - Throws: What `handle` throws.
    public nonisolated(nonsending) func serve<Success>(
        _ request: ServedRequest,
        _ handle: nonisolated(nonsending) () async throws -> Success
    ) async rethrows -> Success {
        // Until the handler has returned somebody can answer it, whether or not the caller keeps it.
        defer { withExtendedLifetime(request) {} }
        return try await Serving.$local.withValue(Serving(tasks: self, request: request.shared)) {
            try await handle()
        }
    }
}
