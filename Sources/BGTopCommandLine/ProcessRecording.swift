import BackgroundWorkEvents
import BackgroundWorkWire
import Synchronization

/// The recording that a person asked for on the command line.
///
/// Safe to use from any thread.
package final class ProcessRecording: Sendable {
    private let path: String
    private let recorder: Recorder
    private let failure: Failure

    private final class Failure: Sendable {
        let reason = Mutex<String?>(nil)
    }

    /// - Parameter onFailure: Called at most once, on any thread, when no more can be recorded: with a sentence or two.
    init(
        of source: any TaskEventSource,
        to path: String,
        onFailure: @escaping @Sendable (String) -> Void
    ) throws(RecordingError) {
        let failure = Failure()
        self.path = path
        self.failure = failure
        self.recorder = try Recorder(source, to: path, software: "bgtop \(Program.version)") { reason in
            failure.reason.withLock { $0 = reason }
            onFailure(reason)
        }
    }

    /// Ends it: all that has happened until now is in the file, unless the disk does not take it. Blocks for two seconds at most.
    package func end() {
        self.recorder.stop()
    }

    /// Says on standard error what came of it.
    ///
    /// - Parameter isNews: Whether to say once more that it failed: whoever had a full screen before him may have missed it.
    package func say(isNews: Bool = true) {
        if let reason = self.failure.reason.withLock(\.self) {
            if isNews { Program.complain(reason) }
        } else {
            Program.say("Recorded in \(self.path); bgtop replay \(self.path) plays it.")
        }
    }

    /// Whether not all could be recorded.
    package var hasFailed: Bool { self.failure.reason.withLock { $0 != nil } }

    /// Removes what was recorded: nothing has begun.
    package func discard() {
        self.recorder.discard()
    }
}
