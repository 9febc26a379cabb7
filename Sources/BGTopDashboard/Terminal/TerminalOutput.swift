import CNCurses

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What is on its way to the terminal. A slow terminal takes it bit by bit; nobody waits for it.
struct TerminalOutput: ~Copyable {
    private let descriptor: OwnedDescriptor
    private var pending: ArraySlice<UInt8> = []
    /// How long a byte takes on a line that says how slow it is; nil for any other.
    private let timePerByte: Duration?
    /// When the line has carried all that was written to it. The system takes more than it can carry: so much that what is seen
    /// would be seconds old.
    private(set) var freeAt = ContinuousClock.now
    /// Whether the terminal is gone.
    private(set) var isClosed = false

    init(_ descriptor: consuming OwnedDescriptor) {
        let bytesPerSecond = cn_terminal_speed(descriptor.number)
        self.timePerByte = bytesPerSecond > 0 ? .seconds(1) / Int(bytesPerSecond) : nil
        self.descriptor = descriptor
    }

    var number: Int32 { self.descriptor.number }
    var isIdle: Bool { self.pending.isEmpty }
    /// Whether a frame that is sent now is shown now.
    var isReady: Bool { self.isIdle && ContinuousClock.now >= self.freeAt }

    mutating func send(_ bytes: [UInt8]) {
        self.pending.append(contentsOf: bytes)
        self.flush()
    }

    /// Writes as much as the terminal takes now.
    mutating func flush() {
        while !self.pending.isEmpty, !self.isClosed {
            let written = unsafe self.pending.withUnsafeBytes { unsafe write(self.descriptor.number, $0.baseAddress, $0.count) }
            if written > 0 {
                self.pending.removeFirst(written)
                if let timePerByte { self.freeAt = max(self.freeAt, .now) + timePerByte * written }
            } else if errno == EAGAIN {
                return
            } else if errno != EINTR {
                self.isClosed = true
            }
        }
        self.pending = []
    }

    /// Forgets what the terminal has not taken yet.
    mutating func discard() {
        self.pending = []
    }
}
