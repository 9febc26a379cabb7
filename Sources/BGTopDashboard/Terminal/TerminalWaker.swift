import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Ends the wait of a ``TerminalSession`` from any thread.
package struct TerminalWaker: Sendable {
    private let pipe: WakePipe

    init(_ pipe: WakePipe) {
        self.pipe = pipe
    }

    /// Makes the session's current or next wait return ``TerminalInput/woken``. Never blocks, and does nothing once the
    /// session is over.
    package func wake() {
        self.pipe.signal()
    }
}

/// A pipe that holds at most one byte: whether somebody wants to be heard.
final class WakePipe: Sendable {
    private let reader: OwnedDescriptor
    private let writer: OwnedDescriptor
    private let isSignalled = Atomic(false)

    init() throws(TerminalError) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw .system(call: "pipe", errno: errno) }
        self.reader = OwnedDescriptor(ends[0])
        self.writer = OwnedDescriptor(ends[1])
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
    }

    /// What to poll.
    var descriptor: Int32 { self.reader.number }

    func signal() {
        guard !self.isSignalled.exchange(true, ordering: .acquiringAndReleasing) else { return }
        var byte: UInt8 = 1
        _ = unsafe write(self.writer.number, &byte, 1)
    }

    /// Takes the byte out. Whoever signals from here on is heard another time.
    func clear() {
        var byte: UInt8 = 0
        _ = unsafe read(self.reader.number, &byte, 1)
        self.isSignalled.store(false, ordering: .releasing)
    }
}
