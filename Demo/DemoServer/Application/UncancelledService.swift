import ServiceLifecycle

/// A service that never hears of a cancellation: whoever is cancelled while it waits for it leaves it to itself.
///
/// For a server. It accepts connections on an event loop, and takes them over in a task: with that cancelled, what was accepted and
/// not taken over yet would be dropped, and SwiftNIO ends the process over it ("Deinited NIOAsyncWriter without calling finish()").
struct UncancelledService: Service {
    let service: any Service

    func run() async throws {
        let (ends, end) = AsyncStream.makeStream(of: Result<Void, any Error>.self)
        // It has all that the caller's task has, but its cancellation: of a graceful shutdown it hears as before.
        Task {
            do {
                end.yield(.success(try await self.service.run()))
            } catch {
                end.yield(.failure(error))
            }
        }
        try await ends.first { _ in true }?.get()
    }
}
