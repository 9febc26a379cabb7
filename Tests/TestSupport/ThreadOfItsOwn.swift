import Foundation

/// Calls `body`, which blocks its thread for long, on a thread of its own: Swift's pool has as many as the machine has cores, and all
/// other tests that run at the same time need them.
public func onThreadOfItsOwn<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
    }
}
