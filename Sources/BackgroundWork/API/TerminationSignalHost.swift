public import BackgroundWorkEvents

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A host that shuts its application down as whoever operates it does: it sends its own process `SIGTERM`.
///
/// For an application whose services end at that signal, as those of a `ServiceGroup` do that names it among its
/// `gracefulShutdownSignals`, and those of Hummingbird's `runService()`. In a process that handles no `SIGTERM`, which would end it at
/// once, the library drains its tasks itself. In one that was started to ignore it, and in which nobody waits for it, nothing happens.
public struct TerminationSignalHost: BackgroundTasksHost {
    public init() {}

    public func requestShutdown(by requester: Requester) -> Bool {
        // One that is waited for by other means than a handler may be ignored.
        guard let disposition = SignalDisposition(of: SIGTERM), disposition != .standard else { return false }
        return kill(getpid(), SIGTERM) == 0
    }
}

extension BackgroundTasksHost where Self == TerminationSignalHost {
    /// As ``TerminationSignalHost/init()``.
    public static var terminationSignal: Self { Self() }
}
