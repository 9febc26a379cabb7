#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Which of some descriptors can be read or written, or are closed, so that trying would not block.
struct Readiness {
    private var ready: [Int32] = []

    /// Waits until there is one, but not beyond `deadline`; without a deadline, as long as it takes. A signal ends the wait.
    init(reading: [Int32], writing: [Int32], until deadline: ContinuousClock.Instant?) {
        var entries = reading.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        entries += writing.map { pollfd(fd: $0, events: Int16(POLLOUT), revents: 0) }
        guard unsafe poll(&entries, nfds_t(entries.count), Self.milliseconds(until: deadline)) > 0 else { return }
        self.ready = entries.filter { $0.revents != 0 }.map(\.fd)
    }

    func contains(_ descriptor: Int32) -> Bool {
        self.ready.contains(descriptor)
    }

    /// Rounded up, so that a wait never ends before its deadline and is begun again for nothing.
    private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return -1 }
        let left = ContinuousClock.now.duration(to: deadline)
        guard left > .zero else { return 0 }
        guard left < .seconds(86_400) else { return 86_400_000 }
        return Int32((left / .milliseconds(1)).rounded(.up))
    }
}
