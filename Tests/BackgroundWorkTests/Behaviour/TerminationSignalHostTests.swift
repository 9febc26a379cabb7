import BackgroundWork
import Testing

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A drain that ends the application as its operator would.
@Suite(.timeLimit(.minutes(10)))
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

    @Test func `does nothing where the signal would end the process, and the library drains the tasks itself`() async {
        await #expect(processExitsWith: .success) {
            signal(SIGTERM, SIG_DFL)
            let tasks = BackgroundTasks(configuration: .init(host: .terminationSignal))
            tasks.perform(.drain, by: Requester("ann"))
            if tasks.drainStatus.phase == .draining { exitWithSuccess() }
            exitWithFailure("\(tasks.drainStatus.phase)")
        }
    }
}
