#if Hummingbird
public import BackgroundWork
import BackgroundWorkEvents
import HTTPTypes
public import Hummingbird
import Logging

/// Puts an application's background tasks in reach of its handlers.
///
/// ```swift
/// let router = Router()
/// router.add(middleware: BackgroundTasksMiddleware(tasks))
/// router.post("signup") { _, _ in
///     let task = try tasks.addUnlessFull("send-email", options: .afterResponse) { try await sendWelcome() }
///     guard task != nil else { throw BackgroundTasksError.full }
///     return Response(status: .accepted)
/// }
/// ```
///
/// What a handler adds says where it came from (`POST /users/{id}`: method and pattern of the route, or the path where there is none, and
/// never the query) and the ID of the request, under `request`, as Hummingbird's log has it. Added with `.afterResponse` it begins when the
/// body has been handed to the connection, or the connection failed. A client that disconnects cancels none of it.
///
/// `BackgroundTasks.current` are the tasks in a handler, and while a body is written whose length is not known, or for which a task waits.
///
/// A refusal that a handler lets through is answered with 503 and `Retry-After`.
///
/// Add it first, and before the routes: one that was added before it does not go through it. A middleware around it that replaces the
/// response's body takes away the moment at which that was sent, and the tasks begin when the body is given up.
public struct BackgroundTasksMiddleware<Context: RequestContext>: RouterMiddleware {
    private let tasks: BackgroundTasks

    /// - Parameter tasks: Has to run as a service beside the server, best before it in the group, so that the last requests can still add.
    public init(_ tasks: BackgroundTasks) {
        self.tasks = tasks
    }

    public func handle(
        _ request: Request,
        context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        // A router that is made of result builders knows the route only after it has called its middleware.
        let (method, path, route) = (request.method, request.uri.path, context.coreContext.endpointPath)
        let logger = context.logger
        let served = ServedRequest(origin: "\(method) \(route.value ?? path)", fields: logger.requestFields)
        var response: Response
        do {
            response = try await self.tasks.serve(served) { try await next(request, context) }
        } catch {
            // The router would make the same response of it, and nobody would know when that was sent.
            guard served.hasTasksAfterResponse, let error = error as? any HTTPResponseError else {
                served.endResponse()
                throw error
            }
            response = try error.response(from: request, context: context)
        }
        // A body that is all there is sent with the head in one piece, unless something is wrapped around it. One without a length may
        // add tasks while it is written.
        if served.hasTasksAfterResponse || response.body.contentLength == nil {
            response.body = response.body.served(as: served, by: self.tasks)
        } else {
            served.endResponse()
        }
        return response
    }
}

extension Logger {
    /// The ID of the request. `RequestContext.id` looks for it in the same place, and ends the process where the application's logger
    /// keeps nothing.
    fileprivate var requestFields: [TaskDescription.Field] {
        self[metadataKey: "hb.request.id"].map { [TaskDescription.Field("request", $0.description)] } ?? []
    }
}

extension ResponseBody {
    /// The same body; while it is written the tasks are in reach, and then the response is over.
    fileprivate func served(as request: ServedRequest, by tasks: BackgroundTasks) -> ResponseBody {
        ResponseBody(contentLength: self.contentLength) { writer in
            defer { request.endResponse() }
            // Whoever lent it waits until it has been used.
            nonisolated(unsafe) let writer = writer
            try await tasks.serve(request) { try await unsafe self.write(writer) }
        }
    }
}
#endif
