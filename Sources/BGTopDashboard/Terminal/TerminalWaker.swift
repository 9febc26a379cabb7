/// Ends the wait of a ``TerminalSession`` from any thread.
package struct TerminalWaker: Sendable {
    /// Makes the session's current or next wait return ``TerminalInput/woken``. Never blocks.
    package func wake() {}
}
