#if Hummingbird
public import BackgroundWork
public import HTTPTypes
public import Hummingbird

/// A refusal needs no handling in a route: thrown on, it is the answer 503, which says when to ask again.
extension BackgroundTasksError: HTTPResponseError {
    public var status: HTTPResponse.Status {
        self.retryAfter == nil ? .internalServerError : .serviceUnavailable
    }

    public func response(from request: Request, context: some RequestContext) throws -> Response {
        guard let retryAfter else { return Response(status: self.status) }
        // Not the error's own sentence, which names the task.
        let message = self.code == .full ? "There is too much to do at this moment." : "The server is shutting down."
        let error = HTTPError(self.status, headers: [.retryAfter: "\(retryAfter.components.seconds)"], message: message)
        return try error.response(from: request, context: context)
    }
}
#endif
