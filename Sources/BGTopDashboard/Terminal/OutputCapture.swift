import CNCurses

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// One of the process's output streams while it does not lead to the terminal.
struct OutputCapture {
    /// 1 or 2.
    private let descriptor: Int32
    /// What to poll: it can be read while there is something to read.
    let notice: Int32
    private var lines = LineSplitter()

    private static let chunk = 1 << 15

    var isError: Bool { self.descriptor == STDERR_FILENO }

    /// - Returns: nil if the stream leads elsewhere than to a terminal, and so disturbs nobody.
    init?(_ descriptor: Int32) throws(TerminalError) {
        guard isatty(descriptor) == 1 else { return nil }
        let notice = cn_stream_capture(descriptor)
        guard notice >= 0 else { throw .system(call: "pipe", errno: errno) }
        self.descriptor = descriptor
        self.notice = notice
    }

    /// Takes some of what was written since the last time. What has come and gone in the meantime is counted, in a line of its
    /// own.
    mutating func read() -> [TerminalInput] {
        var missed: UInt64 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, length in
            length = unsafe cn_stream_read(self.descriptor, buffer.baseAddress, Self.chunk, &missed)
        }
        var lines: [String] = []
        if missed > 0 { lines = self.lines.interrupt() + ["(\(missed) bytes came too fast to be shown)"] }
        return (lines + self.lines.split(bytes)).map { .output($0, isError: self.isError) }
    }

    /// Lets the stream lead to where it did before.
    ///
    /// - Returns: The last of what was captured, and how much came before that.
    func release() -> (kept: [UInt8], omitted: UInt64) {
        cn_stream_release(self.descriptor)
        var count: UInt64 = 0
        let kept = unsafe [UInt8](unsafeUninitializedCapacity: Int(CN_STREAM_KEPT)) { buffer, length in
            count = unsafe cn_stream_kept(self.descriptor, buffer.baseAddress, &length)
        }
        return (kept, count - UInt64(kept.count))
    }
}
