public import BackgroundWork
public import HTTPTypes
public import Hummingbird

/// The answer 503, for work that was not taken in. It says when to ask again, in seconds.
extension HTTPError {
    /// There will be room soon.
    static let full = Self(
        .serviceUnavailable,
        headers: [.retryAfter: "1"],
        message: "There is no place for another background task at this moment."
    )

    /// There will be another server.
    static let shuttingDown = Self(
        .serviceUnavailable,
        headers: [.retryAfter: "5"],
        message: "The server is shutting down."
    )
}

/// A submission that a shutdown refuses needs no handling in a route: thrown on, it is the answer.
extension BackgroundTasksError: HTTPResponseError {
    public var status: HTTPResponse.Status { HTTPError.shuttingDown.status }

    public func response(from request: Request, context: some RequestContext) throws -> Response {
        try HTTPError.shuttingDown.response(from: request, context: context)
    }
}
