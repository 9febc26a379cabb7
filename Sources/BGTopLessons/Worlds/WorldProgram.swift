package import BGTopTeaching
import BackgroundWork
import Logging
import ServiceLifecycle
import UnixSignals

/// What the process of one of two worlds does, from its beginning to its end.
package enum WorldProgram {
    /// Takes orders and works them off until SIGTERM; whatever it does then. What it leaves behind ends with the process.
    ///
    /// - Parameter descriptor: Where the ledger goes.
    package static func run(_ kind: World.Kind, seed: UInt64, ledger descriptor: Int32) async throws {
        let orders = Orders(seed: seed, ledger: LedgerWriter(descriptor))
        // What the library has to say of it is not asked: the ledger counts.
        try await withLogger(Logger(label: "world", factory: { _ in SwiftLogNoOpLogHandler() })) { _ in
            switch kind {
            case .structured: try await self.runStructured(orders)
            case .unstructured: try await self.runUnstructured(orders)
            }
        }
    }

    private static func runStructured(_ orders: Orders) async throws {
        let tasks = BackgroundTasks()
        let server = OrderServer(orders) { job in
            try await tasks.add(job.name) { await job.work() }
        }
        try await serve([server, tasks])
    }

    private static func runUnstructured(_ orders: Orders) async throws {
        let server = OrderServer(orders) { job in
            Task { await job.work() }
        }
        try await serve([server])
    }

    /// Returns when SIGTERM has ended the services, the last one first.
    private static func serve(_ services: [any Service]) async throws {
        try await ServiceGroup(services: services, gracefulShutdownSignals: [.sigterm]).run()
    }
}

extension WorldCode {
    package static let structured = WorldCode(
        name: "BackgroundTasks",
        """
        let tasks = BackgroundTasks()
        let server = OrderServer(orders) { job in
            try await tasks.add(job.name) { await job.work() }
        }
        try await serve([server, tasks])
        """,
        difference: 2
    )

    package static let unstructured = WorldCode(
        name: "Task { }",
        """
        let server = OrderServer(orders) { job in
            Task { await job.work() }
        }
        try await serve([server])
        """,
        difference: 1
    )
}
