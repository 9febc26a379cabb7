public import BackgroundWork
public import FlyingFox

/// Puts background tasks in reach of another handler, such as all the routes of a server.
public struct BackgroundTasksHandler<Handler: HTTPHandler>: HTTPHandler {
    private let tasks: BackgroundTasks
    private let handler: Handler

    public init(_ tasks: BackgroundTasks, handling handler: Handler) {
        self.tasks = tasks
        self.handler = handler
    }

    public func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        let served = ServedRequest(origin: "\(request.method.rawValue) \(request.path)")
        do {
            return try await self.tasks.serve(served) { try await self.handler.handleRequest(request) }.served(as: served)
        } catch let error as BackgroundTasksError {
            guard let delay = error.retryAfter else { throw error }
            let headers = HTTPHeaders([HTTPHeader("Retry-After"): "\(delay.components.seconds)"])
            return HTTPResponse(statusCode: .serviceUnavailable, headers: headers)
        }
    }
}
