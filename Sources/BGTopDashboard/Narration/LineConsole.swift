#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Standard input and an output as lines: what is needed to be spoken with where there is no screen. Terminals, pipes and files
/// will do, and stay as they are.
final class LineConsole {
    private let output: Int32
    private let isASCII: Bool
    private let wakePipe: WakePipe
    private var splitter = LineSplitter()
    /// Whether nobody can type anything any more: what is read has come to its end.
    private(set) var hasEnded = false

    /// - Parameter output: Where lines are written.
    init(output: Int32, isASCII: Bool) throws(TerminalError) {
        self.output = output
        self.isASCII = isASCII
        self.wakePipe = try WakePipe()
    }

    var waker: TerminalWaker { TerminalWaker(self.wakePipe) }

    /// Writes lines, sanitised.
    ///
    /// - Returns: Whether somebody has taken them.
    func say(_ lines: [String]) -> Bool {
        guard !lines.isEmpty else { return true }
        let printed = PrintedText(for: self.output, isASCII: self.isASCII)
        // A line is one line, whatever names are in it.
        let text = lines.map { printed.lines(DisplayText($0).string) + "\n" }.joined()
        return BoundedWrite.send(Array(text.utf8), to: self.output) == 0
    }

    /// Waits until there is something to read, somebody wakes the console, or `deadline` has passed.
    ///
    /// - Returns: The lines that have been typed.
    func wait(until deadline: ContinuousClock.Instant) -> [String] {
        let sources = [self.wakePipe.descriptor] + (self.hasEnded ? [] : [STDIN_FILENO])
        let ready = Readiness(reading: sources, writing: [], until: deadline)
        if ready.contains(self.wakePipe.descriptor) { self.wakePipe.clear() }
        return ready.contains(STDIN_FILENO) ? self.takeLines() : []
    }

    private func takeLines() -> [String] {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(STDIN_FILENO, $0.baseAddress, $0.count) }
        if count > 0 { return self.splitter.split(bytes.prefix(count)) }
        if count < 0, errno == EINTR || errno == EAGAIN { return [] }
        // Nobody asks any more; what there is to tell is told all the same.
        self.hasEnded = true
        return self.splitter.interrupt()
    }
}
