/// The terminal while it belongs to the dashboard.
///
/// All of it is used on one thread, the one that made it. Only a ``TerminalWaker`` may go elsewhere.
package final class TerminalSession {
    /// The size that the next frame should have.
    package private(set) var size: Size
    package let colors: ColorSupport
    /// Whether more than ASCII can be drawn.
    package let isUTF8: Bool
    package let waker = TerminalWaker()

    /// Takes the terminal at standard input and standard output: alternate screen, every key, nothing echoed. From here on
    /// what the process writes to its standard output and standard error arrives as ``TerminalInput/output(_:isError:)``.
    package init(options: TerminalOptions = TerminalOptions()) throws(TerminalError) {
        throw .notATerminal(.input)
    }

    /// Shows `frame`, sending only what differs from the last one. Never blocks: while a slow terminal still has a frame to
    /// digest, the newest one waits and those between are left out.
    package func show(_ frame: Frame) {}

    /// Sends the whole screen with the next frame, for a terminal that something else has written to.
    package func repaint() {}

    /// Waits until something happens or `deadline` has passed; without a deadline, as long as it takes.
    ///
    /// - Returns: What happened, in order; empty if nothing did before the deadline.
    package func wait(until deadline: ContinuousClock.Instant?) -> [TerminalInput] { [] }

    /// Gives the terminal back and stops the process as Ctrl-Z does, its workers included, until somebody continues it.
    /// The next wait returns ``TerminalInput/resumed``.
    package func suspend() {}

    /// Gives the terminal back as it was found. Further calls do nothing.
    ///
    /// - Returns: What was captured meanwhile, for the caller to replay.
    @discardableResult
    package func restore() -> CapturedOutput { CapturedOutput() }
}
