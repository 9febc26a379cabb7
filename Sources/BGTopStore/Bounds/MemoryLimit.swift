import BackgroundWorkEvents

/// How many bytes a store takes for its rows, about, whatever it is told.
///
/// Nobody's application comes near it: for 100,000 live tasks it is five kilobytes each. It is there for what a process may send that
/// means harm, and tells of ever more tasks of which none ends.
package struct MemoryLimit: Sendable {
    /// Of rows that live. Of a process that tells of more, nothing more is taken in: what lives could only be shown in part.
    package var live = 512 << 20
    /// Of what only some of the rows that are over have. Of further ones, nodes, annotations and warnings are forgotten.
    package var finished = 256 << 20

    package init() {}

    /// The process goes on, and its next snapshot may be smaller.
    static let interruption = Interruption(
        reason: "The process tells of more unfinished work than there is room for here.",
        isRetrying: true
    )
}
