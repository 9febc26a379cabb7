import ServiceLifecycle

/// A service that begins when it is told to, and never if it is cancelled before.
struct DeferredService: Service {
    let service: any Service
    /// Gives something when it is time.
    let time: AsyncStream<Void>

    func run() async throws {
        guard await self.time.first(where: { true }) != nil else { return }
        try await self.service.run()
    }
}
