import BackgroundWorkEvents
import Dispatch
import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A write that has an end, whatever is behind the descriptor: a terminal that nobody reads, a pipe whose reader has stopped.
///
/// To write without blocking, the open file would have to be switched to that for all who share it, the shell for one, and with a
/// file it would be of no use. So a thread of its own writes. When nobody takes anything any more it is left behind, and ends
/// with the process. It is for last words; whoever is to get all of it, however slowly he takes it, is written to otherwise.
package final class BoundedWrite: Sendable {
    /// The error of a write that was given up.
    package static let givenUp = ETIMEDOUT

    private struct Progress {
        /// Nil for as long as there is something left to write.
        var result: Int32?
        var isGivenUp = false
    }

    private let bytes: [UInt8]
    private let descriptor: Int32
    /// So little that what takes anything takes it as a whole, and soon.
    private let piece: Int
    private let progress = Mutex(Progress())
    /// Signalled after each piece, and at the end.
    private let hasMoved = ThreadSignal()

    private init(_ bytes: [UInt8], to descriptor: Int32, piece: Int) {
        self.bytes = bytes
        self.descriptor = descriptor
        self.piece = piece
    }

    /// Writes all of `bytes`, and blocks the thread for that.
    ///
    /// What has once been given up is not waited for again before it takes something.
    ///
    /// - Parameter patience: For how long nothing may be taken; if nil, for 2 seconds by a terminal, and for 5 by anything else.
    /// - Returns: 0, or the error: ``givenUp``, or what the system says.
    package static func send(_ bytes: [UInt8], to descriptor: Int32, patience: Duration? = nil) -> Int32 {
        guard !bytes.isEmpty else { return 0 }
        let sink = Sink(descriptor)
        if self.stalled.withLock({ $0.contains(sink) }) {
            let isReady = Readiness(reading: [], writing: [descriptor], until: .now).contains(descriptor)
            guard isReady else { return self.givenUp }
            self.stalled.withLock { _ = $0.remove(sink) }
        }
        let isTerminal = isatty(descriptor) == 1
        let write = BoundedWrite(bytes, to: descriptor, piece: isTerminal ? 256 : 4_096)
        let result = write.run(patience: patience ?? .seconds(isTerminal ? 2 : 5))
        if result == self.givenUp { self.stalled.withLock { _ = $0.insert(sink) } }
        return result
    }

    /// What is behind a descriptor: two that lead to one terminal are one.
    private struct Sink: Hashable {
        let device: dev_t
        let number: ino_t

        init(_ descriptor: Int32) {
            var status = stat()
            _ = unsafe fstat(descriptor, &status)
            self.device = status.st_dev
            self.number = status.st_ino
        }
    }

    /// Where something has been given up.
    private static let stalled = Mutex<Set<Sink>>([])

    private func run(patience: Duration) -> Int32 {
        // A queue of its own, because whatever blocks the shared ones must not keep a last word from being said.
        DispatchQueue(label: "bgtop.write").async { self.writeAll() }
        while true {
            let isMoving = self.hasMoved.wait(atMost: patience)
            let result = self.progress.withLock { progress in
                progress.isGivenUp = !isMoving
                return progress.result ?? (isMoving ? nil : Self.givenUp)
            }
            if let result { return result }
        }
    }

    private func writeAll() {
        let code = WholeWrite.send(self.bytes, to: self.descriptor, piece: self.piece) { hasMoved in
            if hasMoved { self.hasMoved.signal() }
            return !self.progress.withLock(\.isGivenUp)
        }
        self.progress.withLock { $0.result = code }
        self.hasMoved.signal()
    }
}
