import Foundation
import Synchronization
import TestSupport
import Testing

/// A program that was started without a terminal, and all that it says.
final class RunningProgram: Sendable {
    /// What is left of it.
    struct Result {
        /// What it returned, or minus the number of the signal that ended it.
        let exitCode: Int32
        let output: String
        let errors: String
    }

    private let pid: pid_t
    private let directory: TemporaryDirectory
    private let exit: AsyncStream<Int32>
    private let hasEnded: Atomic<Bool>

    /// - Parameters:
    ///   - path: The program's file; it finds nothing on its standard input.
    ///   - output: Where its standard output goes; nil for where ``result()`` finds it.
    init(_ path: String, _ arguments: [String], output: String? = nil) throws {
        self.directory = try TemporaryDirectory()
        let pid = try Spawn.run(
            [path] + arguments,
            output: output ?? self.directory.path("output"),
            errors: self.directory.path("errors")
        )
        self.pid = pid
        let (exit, exited) = AsyncStream.makeStream(of: Int32.self)
        self.exit = exit
        self.hasEnded = Atomic(false)
        Thread.detachNewThread { [weak self] in
            let code = Spawn.wait(for: pid)
            self?.hasEnded.store(true, ordering: .releasing)
            exited.yield(code)
            exited.finish()
        }
    }

    deinit {
        self.signal(SIGKILL)
    }

    var isRunning: Bool { !self.hasEnded.load(ordering: .acquiring) }

    func signal(_ signal: Int32) {
        if self.isRunning { kill(self.pid, signal) }
    }

    /// What it has written to standard output so far.
    var output: String { get throws { try self.directory.read("output") } }

    /// What it has said on standard error so far.
    var errors: String { get throws { try self.directory.read("errors") } }

    /// Suspends until the program has ended.
    func result() async throws -> Result {
        let code = try #require(await self.exit.first { _ in true })
        return Result(exitCode: code, output: try self.directory.read("output"), errors: try self.directory.read("errors"))
    }
}
