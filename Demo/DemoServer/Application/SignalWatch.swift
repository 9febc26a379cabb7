import Dispatch
import Foundation

/// Hears the signals that ask for an end, on a queue of its own: with every thread of Swift's pool blocked it still does.
final class SignalWatch {
    static let names: [(signal: Int32, name: String)] = [
        (SIGTERM, "SIGTERM"), (SIGINT, "SIGINT"), (SIGHUP, "SIGHUP"), (SIGQUIT, "SIGQUIT"),
    ]

    private let queue = DispatchQueue(label: "bgtop.signals")
    private var sources: [any DispatchSourceProtocol] = []

    /// - Parameter handle: Called on the watch's own queue with the signal and its name.
    init(handle: @escaping @Sendable (Int32, String) -> Void) {
        for (signal, name) in Self.names {
            // A signal that is not ignored would end the process before its source hears of it.
            _ = Foundation.signal(signal, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: signal, queue: self.queue)
            source.setEventHandler { handle(signal, name) }
            source.resume()
            self.sources.append(source)
        }
    }
}
