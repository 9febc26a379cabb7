package import BackgroundWorkEvents
import Dispatch
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Writes what a process's background tasks do into a file, until it is stopped.
///
/// It has a thread of its own, writes at most twenty times a second and never holds up a task: where the disk is slower than the
/// process, events are lost, and the recording says how many. Each file can be read without the others, and while it is being
/// written; of one that was never finished, all but the last frame.
///
/// A file that is there already is not recorded over (as `tcpdump` would), unless it is empty: what somebody recorded may be all
/// that is left of an accident.
package final class Recorder: Sendable {
    /// What wakes the thread.
    private final class Signals: Sendable {
        /// Signalled when there is something to write.
        let ready = ThreadSignal()
        /// Signalled when it is to be the last turn.
        let stopping = ThreadSignal()
        let isStopping = Atomic(false)
    }

    private static let pause: Duration = .milliseconds(50)

    /// Until the thread has taken it.
    private let recording: Mutex<Recording?>
    private let signals: Signals
    private let onFailure: @Sendable (String) -> Void
    private let path: String
    /// Signalled when the thread has ended.
    private let hasEnded = ThreadSignal()

    /// Creates the file and begins to record.
    ///
    /// - Parameters:
    ///   - path: Where to. Full files get a number behind their name, the latest the lowest.
    ///   - software: The version of the program that records, for people.
    ///   - maximumBuffered: How many events are kept while the disk is slow.
    ///   - onFailure: Called at most once, on a thread of the recorder's, when no more can be written: with a sentence. What is in
    ///     the file by then stays in it.
    /// - Throws: If there is no file that could be written.
    package init(
        _ source: any TaskEventSource,
        to path: String,
        software: String,
        limits: RecordingLimits = RecordingLimits(),
        maximumBuffered: Int = 65_536,
        onFailure: @escaping @Sendable (String) -> Void
    ) throws(RecordingError) {
        let signals = Signals()
        self.signals = signals
        self.onFailure = onFailure
        self.path = path
        let files = try RecordingFiles(path, limits: limits)
        self.recording = Mutex(
            Recording(
                of: source,
                files: files,
                software: software,
                maximumBuffered: maximumBuffered,
                onReady: { signals.ready.signal() }
            )
        )
        // A queue of its own is a thread of its own, whatever blocks all others. Signals are blocked there: where a file must not
        // become larger (`ulimit -f`), a write fails, and does not end the process.
        DispatchQueue(label: "bgtop.recorder").async {
            self.run()
            self.hasEnded.signal()
        }
    }

    /// Writes what has happened until now, and ends the recording. Blocks the calling thread until that is done, but no longer than
    /// `limit`: a disk may never come back.
    ///
    /// - Returns: Whether the recording has ended; if not, it does as soon as the disk lets it.
    @discardableResult
    package func stop(waitingAtMost limit: Duration = .seconds(2)) -> Bool {
        self.signals.isStopping.store(true, ordering: .releasing)
        self.signals.stopping.signal()
        self.signals.ready.signal()
        guard self.hasEnded.wait(atMost: limit) else { return false }
        // For whoever asks next.
        self.hasEnded.signal()
        return true
    }

    /// Ends the recording and removes its file: what was to be recorded has not begun.
    package func discard() {
        self.stop()
        _ = unsafe unlink(self.path)
    }

    private func run() {
        guard var recording = self.recording.withLock({ $0.take() }) else { return }
        var isLast = false
        while !isLast {
            isLast = self.signals.isStopping.load(ordering: .acquiring)
            do throws(RecordingError) {
                try recording.turn()
            } catch {
                // Nothing is kept any more for who does not write it.
                _ = consume recording
                return self.onFailure("The recording has ended. \(error)")
            }
            guard !isLast else { break }
            // The first of what comes is written at once, and all that comes on its heels together.
            self.signals.stopping.wait(atMost: Self.pause)
            self.signals.ready.wait()
        }
    }
}
