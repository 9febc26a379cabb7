/// The nodes of a task, in the order in which they were opened.
public struct TaskNodes: Hashable, Sendable {
    /// How many a task keeps. Of more, those that were opened first, of all that have ended, are left out and counted.
    public static let maximum = 64

    public var listed: [TaskNode]
    /// Nodes that were opened and are not listed.
    public var omitted: UInt32
    /// Grows with every change of a node: of two lists of one task the one with the higher revision is the later.
    public var revision: UInt32

    public init(_ listed: [TaskNode] = [], omitted: UInt32 = 0, revision: UInt32 = 0) {
        self.listed = listed
        self.omitted = omitted
        self.revision = revision
    }

    public var isEmpty: Bool { self.listed.isEmpty && self.omitted == 0 }

    /// The open node that was opened last: what the task is doing, as far as it has said.
    public var innermostOpen: TaskNode? { self.listed.last { $0.isOpen && !$0.isEscaped } }
}
