import ServiceLifecycle

/// A service whose failure is heard of at once.
struct WatchedService: Service {
    let service: any Service
    let onFailure: @Sendable (any Error) -> Void

    func run() async throws {
        do {
            try await self.service.run()
        } catch {
            self.onFailure(error)
            throw error
        }
    }
}
