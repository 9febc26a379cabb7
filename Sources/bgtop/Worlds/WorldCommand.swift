import ArgumentParser
import BGTopLessons
import BGTopTeaching
import Dispatch
import Foundation
import Synchronization

/// `bgtop world`, which nobody types: what `bgtop learn worlds` starts twice. The ledger goes to standard output.
struct WorldCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "world",
        abstract: "One of the two processes that bgtop learn worlds compares.",
        shouldDisplay: false
    )

    @Argument(help: "structured, or unstructured.", transform: Self.kind)
    var kind: World.Kind

    @Option(parsing: .unconditional, help: "The number that the work follows from.")
    var seed: UInt64 = 1

    /// Returns when the server has; whatever still runs in the background then is nobody's any more.
    func run() throws {
        Self.endWithWhoeverStartedIt()
        let result = Mutex<Result<Void, any Error>>(.success(()))
        let isOver = DispatchSemaphore(value: 0)
        Task {
            do {
                try await WorldProgram.run(self.kind, seed: self.seed, ledger: STDOUT_FILENO)
            } catch {
                result.withLock { $0 = .failure(error) }
            }
            isOver.signal()
        }
        isOver.wait()
        try result.withLock(\.self).get()
    }

    /// Standard input is a pipe that nobody writes to: when it is closed, whoever started this process is gone, however that came.
    private static func endWithWhoeverStartedIt() {
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while true {
                let count = unsafe read(STDIN_FILENO, &byte, 1)
                if count == 0 || (count < 0 && errno != EINTR) { _exit(Self.left) }
            }
        }
    }

    /// As if a terminal had been hung up.
    private static let left = 128 + SIGHUP

    @Sendable
    private static func kind(_ text: String) throws -> World.Kind {
        guard let kind = World.Kind(rawValue: text) else { throw ValidationError("it must be structured or unstructured.") }
        return kind
    }
}
