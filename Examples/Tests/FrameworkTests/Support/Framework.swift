import BackgroundWork
import Testing

/// A server framework in which the library has to be at home.
enum Framework: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case hummingbird = "Hummingbird"
    case flyingFox = "FlyingFox"
    case grpc = "gRPC"

    var testDescription: String { self.rawValue }

    /// What a task says of where it came from, with the request that all tests make.
    var origin: String {
        switch self {
        case .hummingbird: "POST /work/{id}"
        case .flyingFox: "POST /work/7"
        case .grpc: "example.Work/Do"
        }
    }

    /// Serves `handler` on a port of 127.0.0.1 for as long as `body` runs, which gets a client of it.
    func serve(
        _ tasks: BackgroundTasks,
        _ handler: @escaping Handler,
        _ body: @Sendable (@escaping Client) async throws -> Void
    ) async throws {
        switch self {
        case .hummingbird: try await serveWithHummingbird(tasks, handler, body)
        case .flyingFox: try await serveWithFlyingFox(tasks, handler, body)
        case .grpc: try await serveWithGRPC(tasks, handler, body)
        }
    }
}

/// Answers a request with a text.
typealias Handler = @Sendable () async throws -> String

/// Makes a request over a connection, and reads the response to its end. Cancelled, it leaves without it, and throws.
typealias Client = @Sendable () async throws -> Answer

/// A response, as far as the frameworks have it in common.
enum Answer: Hashable, Sendable {
    case accepted(String)
    /// 503, or `UNAVAILABLE`, and for how long.
    case unavailable(seconds: Int?)
    /// Anything else.
    case failed(String)
}
