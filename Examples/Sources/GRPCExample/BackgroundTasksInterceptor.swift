public import BackgroundWork
public import GRPCCore

/// Puts background tasks in reach of the methods of a server's services.
public struct BackgroundTasksInterceptor: ServerInterceptor {
    private let tasks: BackgroundTasks

    public init(_ tasks: BackgroundTasks) {
        self.tasks = tasks
    }

    public func intercept<Input: Sendable, Output: Sendable>(
        request: StreamingServerRequest<Input>,
        context: ServerContext,
        next: @Sendable (StreamingServerRequest<Input>, ServerContext) async throws -> StreamingServerResponse<Output>
    ) async throws -> StreamingServerResponse<Output> {
        let served = ServedRequest(origin: context.descriptor.fullyQualifiedMethod)
        var response = try await self.tasks.serve(served) { try await next(request, context) }
        guard case .success(var contents) = response.accepted else { return response }
        // A streaming method does its work here. After the last message only the status is written, and nobody is told of that.
        contents.producer = { [tasks, produce = contents.producer] writer in
            defer { served.endResponse() }
            return try await tasks.serve(served) { try await produce(writer) }
        }
        response.accepted = .success(contents)
        return response
    }
}

/// A refusal that a method lets through is `UNAVAILABLE`, and says when to try again, for clients with a policy to do so.
extension BackgroundTasksError: @retroactive RPCErrorConvertible {
    public var rpcErrorCode: RPCError.Code {
        self.retryAfter == nil ? .unknown : .unavailable
    }

    public var rpcErrorMessage: String {
        // Not the error's own sentence, which names the task.
        guard self.retryAfter != nil else { return "" }
        return self.code == .full ? "There is too much to do at this moment." : "The server is shutting down."
    }

    public var rpcErrorMetadata: Metadata {
        self.retryAfter.map { ["grpc-retry-pushback-ms": "\($0.components.seconds * 1_000)"] } ?? [:]
    }
}
