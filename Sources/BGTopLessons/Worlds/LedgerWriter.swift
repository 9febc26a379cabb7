package import BGTopTeaching
import BackgroundWorkEvents
import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Writes a ledger to a file descriptor, each line at once and as a whole: whatever ends the process a moment later, it is written.
package final class LedgerWriter: Sendable {
    private let descriptor: Mutex<Int32>

    package init(_ descriptor: Int32) {
        self.descriptor = Mutex(descriptor)
    }

    /// Blocks the thread while a pipe is full. One line after the other, and each with the time at which it is written: what stands
    /// first in the ledger was first.
    package func write(_ kind: LedgerEntry.Kind, _ job: LedgerEntry.Job) {
        self.descriptor.withLock { descriptor in
            let line = Array((LedgerEntry(kind, job, at: .monotonicNow).line + "\n").utf8)
            // A line is shorter than what a pipe takes in one piece or not at all.
            while Self.write(line, to: descriptor) < 0, errno == EINTR {}
        }
    }

    private static func write(_ line: [UInt8], to descriptor: Int32) -> Int {
        #if canImport(Darwin)
        unsafe Darwin.write(descriptor, line, line.count)
        #else
        unsafe Glibc.write(descriptor, line, line.count)
        #endif
    }
}
