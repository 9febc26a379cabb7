#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// What is on its way to the terminal. A slow terminal takes it bit by bit; nobody waits for it.
struct TerminalOutput: ~Copyable {
    private let descriptor: OwnedDescriptor
    private var pending: ArraySlice<UInt8> = []
    /// Whether the terminal is gone.
    private(set) var isClosed = false

    init(_ descriptor: consuming OwnedDescriptor) {
        self.descriptor = descriptor
    }

    var number: Int32 { self.descriptor.number }
    var isIdle: Bool { self.pending.isEmpty }

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
