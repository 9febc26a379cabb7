import BackgroundWork
import BackgroundWorkAgent
import BackgroundWorkEvents
import BackgroundWorkTestKit
import Foundation

/// Background tasks that can be watched at a socket of this measurement's own.
enum ServedTasks {
    /// - Parameter body: Gets the tasks, and the path of the socket.
    static func with<Result: Sendable>(
        _ configuration: BackgroundTasks.Configuration,
        _ body: @Sendable (BackgroundTasks, String) async throws -> Result
    ) async throws -> Result {
        let path = NSTemporaryDirectory() + "bgtop-bench-\(getpid()).sock"
        return try await withBackgroundTasks(configuration: configuration, logger: .silent) { tasks in
            let agent = BackgroundWorkAgent(tasks, socketPath: path, logger: .silent)
            let serving = Task { await agent.run() }
            while agent.path == nil { try await Task.sleep(for: .milliseconds(1)) }
            do {
                let result = try await body(tasks, path)
                await Self.end(serving)
                return result
            } catch {
                await Self.end(serving)
                throw error
            }
        }
    }

    private static func end(_ serving: Task<Void, Never>) async {
        serving.cancel()
        await serving.value
    }
}
