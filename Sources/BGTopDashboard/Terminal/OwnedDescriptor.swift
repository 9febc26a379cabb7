import CNCurses

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A file descriptor that is closed with its owner.
struct OwnedDescriptor: ~Copyable, Sendable {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    /// The terminal behind `descriptor`, opened once more: that it must not block us is nothing that the shell, which has the
    /// same one open, should ever notice. Where that is not allowed, as after `su`, it is shared after all.
    init(terminalBehind descriptor: Int32, forWriting: Bool) throws(TerminalError) {
        var number = cn_terminal_reopen(descriptor, forWriting)
        if number < 0 { number = fcntl(descriptor, F_DUPFD_CLOEXEC, 3) }
        guard number >= 0 else { throw .system(call: "open", errno: errno) }
        self.number = number
    }

    deinit {
        close(self.number)
    }
}
