import BGTopTeaching
import ServiceLifecycle

/// The server part of a shop: orders come in and are answered at once; what there is to do for them is given away.
struct OrderServer: Service {
    private let orders: Orders
    private let work: @Sendable (Orders.Job) async throws -> Void

    /// - Parameter work: Sees to it that a job is worked off, and does not wait for that. If it throws, the job is refused.
    init(_ orders: Orders, work: @escaping @Sendable (Orders.Job) async throws -> Void) {
        self.orders = orders
        self.work = work
    }

    /// Takes orders until a graceful shutdown reaches it.
    func run() async throws {
        var order = 1
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            await self.take(order)
            order += 1
            // It throws when a shutdown ends it, which the loop sees.
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Orders.interval) }
        }
    }

    private func take(_ order: Int) async {
        for job in self.orders.jobs(of: order) {
            self.orders.ledger.write(.came, job.id)
            do {
                try await self.work(job)
            } catch {
                self.orders.ledger.write(.refused, job.id)
            }
        }
    }
}
