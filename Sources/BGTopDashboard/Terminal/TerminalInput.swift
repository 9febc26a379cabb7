/// Something that happened at the terminal.
package enum TerminalInput: Hashable, Sendable {
    case key(Key)
    /// Text that was pasted, as one piece: none of it was typed, so none of it is a command.
    case paste(String)
    case mouse(MouseEvent)
    /// The terminal has another size now. Everything is drawn anew with the next frame.
    case resized(Size)
    /// Somebody called ``TerminalWaker/wake()`` since the last wait, once or many times.
    case woken
    /// A line that something in this process wrote to standard output or standard error. It is not sanitised.
    case output(String, isError: Bool)
    /// Something that the person should know of this terminal, as one sentence.
    case remark(String)
    /// The process was stopped and goes on. The last frame is on the screen again.
    case resumed
    /// The terminal is gone. Nothing that is drawn from now on can be seen.
    case hangUp
}
