/// How many bytes a store takes for its rows, about, whatever a process tells of its tasks.
///
/// Nobody's application comes near it: for 100,000 live tasks it is five kilobytes each. It is there for what a process may send that
/// means harm, and tells of ever more tasks of which none ends. A snapshot has bounds of its own.
package struct MemoryLimit: Sendable {
    /// Of rows that live. While there are more, what would add to them is lost, and counted.
    package var live = 512 << 20
    /// Of the particulars of rows that are over. Of further ones, nodes and annotations are forgotten.
    package var finished = 256 << 20

    package init() {}
}
