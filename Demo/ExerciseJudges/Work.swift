import BackgroundWork
import Dispatch

/// What the learner's functions call: it takes its time, and is recorded by name.
enum Work {
    /// Stops when it is asked to.
    static func run(_ name: String, for duration: Duration, then body: () throws -> Void = {}) async throws {
        try await tracked(name) {
            try await Task.sleep(for: duration)
            try body()
        }
    }

    /// Takes its time, whoever asks it to stop.
    static func runToItsEnd(_ name: String, for duration: Duration, then body: () throws -> Void = {}) async throws {
        try await tracked(name) {
            await withCheckedContinuation { continuation in
                Self.call(after: duration) { continuation.resume() }
            }
            try body()
        }
    }

    /// Calls back.
    static func call(after duration: Duration, _ body: @escaping @Sendable () -> Void) {
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(Int(duration / .milliseconds(1))), execute: body)
    }
}
