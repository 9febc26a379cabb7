import BackgroundWork
import BackgroundWorkEvents
import ServiceLifecycle
import Testing
import UnixSignals

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A drain that ends the application as its operator would.
@Suite(.timeLimit(.minutes(30)))
struct TerminationSignalHostTests {
    @Test func `sends the signal where somebody handles it`() async {
        await #expect(processExitsWith: .exitCode(7)) {
            signal(SIGTERM) { _ in _exit(7) }
            let host: some BackgroundTasksHost = .terminationSignal
            _ = host.requestShutdown(by: Requester("ann"))
            // It may come to another thread.
            while true { pause() }
        }
    }

    @Test func `shuts down a service group that the signal ends, and the tasks are drained by that`() async {
        await #expect(processExitsWith: .success) {
            let tasks = BackgroundTasks(configuration: .init(host: .terminationSignal), logger: .silent)
            let group = ServiceGroup(services: [tasks], gracefulShutdownSignals: [.sigterm], logger: .silent)
            async let running: Void = group.run()
            // The group waits for its signals before it runs its services.
            _ = await (try await tasks.add("run has begun") {}).outcome
            tasks.perform(.drain, by: Requester("ann"))
            // Throws if the tasks have ended by themselves.
            try await running
            guard tasks.report?.requestedBy == Requester("Service Lifecycle") else {
                exitWithFailure("\(String(describing: tasks.report))")
            }
            exitWithSuccess()
        }
    }

    @Test func `does nothing where the signal would end the process, and the library drains the tasks itself`() async {
        await #expect(processExitsWith: .success) {
            signal(SIGTERM, SIG_DFL)
            let tasks = BackgroundTasks(configuration: .init(shutdownGracePeriod: .seconds(3_600), host: .terminationSignal))
            tasks.perform(.drain, by: Requester("ann"))
            if tasks.drainStatus.phase == .draining { exitWithSuccess() }
            exitWithFailure("\(tasks.drainStatus.phase)")
        }
    }
}
