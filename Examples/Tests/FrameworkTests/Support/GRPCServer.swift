import BackgroundWork
import GRPCCore
import GRPCExample
import GRPCNIOTransportHTTP2Posix

func serveWithGRPC(
    _ tasks: BackgroundTasks,
    _ handler: @escaping Handler,
    _ body: @Sendable (@escaping Client) async throws -> Void
) async throws {
    try await serveWithGRPC(tasks, WorkService(handler: handler)) { client in
        try await body { try await client.work() }
    }
}

/// As the other one, with a method that writes as many messages as it likes.
///
/// - Parameter method: Gets what writes a message.
func serveWithGRPC(
    _ tasks: BackgroundTasks,
    streaming method: @escaping @Sendable ((String) async throws -> Void) async throws -> Void,
    _ body: @Sendable (@escaping StreamingClient) async throws -> Void
) async throws {
    try await serveWithGRPC(tasks, StreamService(method: method)) { client in
        try await body { try await client.stream($0) }
    }
}

/// Calls the method, and gets each message as it comes.
typealias StreamingClient = @Sendable (_ receive: @escaping @Sendable (String) async throws -> Void) async throws -> Void

private func serveWithGRPC(
    _ tasks: BackgroundTasks,
    _ service: any RegistrableRPCService,
    _ body: @Sendable (GRPCClient<HTTP2ClientTransport.Posix>) async throws -> Void
) async throws {
    try await withGRPCServer(
        transport: .http2NIOPosix(address: .ipv4(host: "127.0.0.1", port: 0), transportSecurity: .plaintext),
        services: [service],
        interceptors: [BackgroundTasksInterceptor(tasks)]
    ) { server in
        guard let port = try await server.listeningAddress?.ipv4?.port else { throw NoPort() }
        try await withGRPCClient(
            transport: .http2NIOPosix(target: .ipv4(address: "127.0.0.1", port: port), transportSecurity: .plaintext)
        ) { client in
            try await body(client)
        }
    }
}

private struct NoPort: Error {}

/// A service with one method that takes a text and returns one, so that no code has to be generated.
private struct WorkService: RegistrableRPCService {
    static let method = MethodDescriptor(fullyQualifiedService: "example.Work", method: "Do")

    let handler: Handler

    func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
        router.registerHandler(forMethod: Self.method, deserializer: Text(), serializer: Text()) { [handler] _, _ in
            StreamingServerResponse(single: ServerResponse(message: try await handler()))
        }
    }
}

/// The same with a method that returns a stream of them.
private struct StreamService: RegistrableRPCService {
    let method: @Sendable ((String) async throws -> Void) async throws -> Void

    func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
        router.registerHandler(forMethod: WorkService.method, deserializer: Text(), serializer: Text()) { [method] _, _ in
            StreamingServerResponse { writer in
                try await method { try await writer.write($0) }
                return [:]
            }
        }
    }
}

private struct Text: MessageSerializer, MessageDeserializer {
    func serialize<Bytes: GRPCContiguousBytes>(_ message: String) throws -> Bytes {
        Bytes(message.utf8)
    }

    func deserialize<Bytes: GRPCContiguousBytes>(_ bytes: Bytes) throws -> String {
        unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

extension GRPCClient {
    fileprivate func stream(_ receive: @escaping @Sendable (String) async throws -> Void) async throws {
        try await self.serverStreaming(
            request: ClientRequest(message: "7"),
            descriptor: WorkService.method,
            serializer: Text(),
            deserializer: Text(),
            options: .defaults
        ) { response in
            for try await message in response.messages { try await receive(message) }
        }
    }

    fileprivate func work() async throws -> Answer {
        do {
            return try await self.unary(
                request: ClientRequest(message: "7"),
                descriptor: WorkService.method,
                serializer: Text(),
                deserializer: Text(),
                options: .defaults
            ) { .accepted(try $0.message) }
        } catch let error as RPCError {
            try Task.checkCancellation()
            guard error.code == .unavailable else { return .failed("\(error.code)") }
            let pushback = error.metadata[stringValues: "grpc-retry-pushback-ms"].first { _ in true }
            return .unavailable(seconds: pushback.flatMap(Int.init).map { $0 / 1_000 })
        }
    }
}
