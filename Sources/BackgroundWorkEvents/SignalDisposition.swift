#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What a signal does to this process, as it stands at this moment.
package enum SignalDisposition: Hashable, Sendable {
    /// What it does to any process: most signals end it.
    case standard
    /// Nothing. So it is where whoever started the process wants it to be, as `nohup` does with `SIGHUP`, and often where the signal is
    /// waited for by other means than a handler.
    case ignored
    case handled

    /// Safe to use from any thread.
    ///
    /// - Returns: Nil if there is no such signal.
    package init?(of signal: Int32) {
        var action = sigaction()
        guard unsafe sigaction(signal, nil, &action) == 0 else { return nil }
        #if canImport(Darwin)
        let handler = unsafe action.__sigaction_u.__sa_handler
        #elseif canImport(Musl)
        let handler = unsafe action.__sa_handler.sa_handler
        #else
        let handler = unsafe action.__sigaction_handler.sa_handler
        #endif
        // Two of them are no functions, but small numbers.
        let number = unsafe unsafeBitCast(handler, to: Int.self)
        let standard = unsafe unsafeBitCast(SIG_DFL, to: Int.self)
        let ignored = unsafe unsafeBitCast(SIG_IGN, to: Int.self)
        self = number == standard ? .standard : number == ignored ? .ignored : .handled
    }
}
