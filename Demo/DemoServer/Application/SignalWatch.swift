import BackgroundWorkEvents
import Foundation

/// Hears the signals that ask for an end, on a thread of its own: with every thread of Swift's pool blocked it still does.
///
/// They are kept from all threads and waited for. One that comes while nobody waits is pending until somebody does, so that none is
/// lost, however early it comes.
enum SignalWatch {
    /// Without those that whoever started the process has it ignore: `nohup`, or a script that runs it in its background.
    private static let names = [SIGTERM: "SIGTERM", SIGINT: "SIGINT", SIGHUP: "SIGHUP", SIGQUIT: "SIGQUIT"]
        .filter { SignalDisposition(of: $0.key) != .ignored }

    private static var signals: sigset_t {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        for signal in Self.names.keys { unsafe sigaddset(&signals, signal) }
        return signals
    }

    /// Keeps the signals from the calling thread, and from all that it begins from now on. To be called on the main thread, before
    /// there are others.
    static func holdSignals() {
        var signals = Self.signals
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Hears the signals from now on, until the process ends, and those that have come since they were held.
    ///
    /// - Parameter handle: Called on the watch's own thread with the signal and its name.
    static func begin(handle: @escaping @Sendable (Int32, String) -> Void) {
        Thread.detachNewThread {
            var signals = Self.signals
            var signal: Int32 = 0
            while true {
                guard unsafe sigwait(&signals, &signal) == 0, let name = Self.names[signal] else { continue }
                handle(signal, name)
            }
        }
    }
}
