import BackgroundWorkEvents
import Testing

@testable import BackgroundWork

struct NodeTableTests {
    private var table = NodeTable()

    @Test mutating func `a node has its times, its end and what it is part of`() {
        let outer = self.open("outer", at: 1)
        let inner = self.open("inner", in: outer, at: 2)
        self.table.deliver(inner, at: Self.instant(3))
        self.table.close(inner, .cancelled, errorText: "too late", at: Self.instant(4))
        #expect(
            self.table.nodes.listed[1]
                == TaskNode(
                    id: 2,
                    parent: outer,
                    name: "inner",
                    location: Self.location,
                    startedAt: Self.instant(2),
                    endedAt: Self.instant(4),
                    outcome: .cancelled,
                    errorText: "too late",
                    deliveredAt: Self.instant(3)
                )
        )
        #expect(self.table.nodes.innermostOpen?.name == "outer")
    }

    @Test mutating func `each change is a later revision`() {
        var revisions: [UInt32] = [self.table.nodes.revision]
        let node = self.open("node", at: 1)
        revisions.append(self.table.nodes.revision)
        self.table.deliver(node, at: Self.instant(2))
        revisions.append(self.table.nodes.revision)
        self.table.close(node, .succeeded, errorText: nil, at: Self.instant(3))
        revisions.append(self.table.nodes.revision)
        #expect(Set(revisions).count == 4 && revisions == revisions.sorted())
    }

    @Test mutating func `a child of a group may outlive the node in which it was added, and is part of the one around it then`()
    {
        let outer = self.open("outer", at: 1)
        let list = self.open("list", in: outer, at: 2)
        _ = self.open("render", in: list, at: 3)
        self.table.close(list, .succeeded, errorText: nil, at: Self.instant(4))
        #expect(self.table.nodes.listed.map(\.parent) == [0, outer, outer])
        #expect(self.table.nodes.listed.allSatisfy { !$0.isEscaped })
        #expect(self.table.nodes.innermostOpen?.name == "render")
    }

    @Test mutating func `it is so as well if the child begins only when that node is over, or left out`() {
        let outer = self.open("outer", at: 1)
        let list = self.open("list", in: outer, at: 2)
        self.table.close(list, .succeeded, errorText: nil, at: Self.instant(3))
        _ = self.open("late", in: list, at: 4)
        self.table.close(outer, .succeeded, errorText: nil, at: Self.instant(5))
        _ = self.open("later", in: list, at: 6)
        _ = self.open("last", in: 99, at: 7)
        #expect(self.table.nodes.listed.map(\.name) == ["outer", "list", "late", "later", "last"])
        #expect(self.table.nodes.listed.map(\.parent) == [0, outer, 0, 0, 0])
    }

    @Test mutating func `what outlives the task has escaped`() {
        let first = self.open("first", at: 1)
        _ = self.open("second", at: 2)
        self.table.close(first, .succeeded, errorText: nil, at: Self.instant(3))
        self.table.finish()
        #expect(self.table.nodes.listed.map(\.isEscaped) == [false, true])
    }

    @Test mutating func `of too many, what was opened first of all that ended is left out and counted`() {
        let open = self.open("open", at: 0)
        for number in 1...100 {
            let node = self.open("\(number)", at: number)
            self.table.close(node, .succeeded, errorText: nil, at: Self.instant(number))
        }
        #expect(self.table.nodes.listed.count == TaskNodes.maximum)
        #expect(self.table.nodes.omitted == 101 - UInt32(TaskNodes.maximum))
        #expect(self.table.nodes.listed.first?.id == open)
        #expect(self.table.nodes.listed.last?.name == "100")
    }

    @Test mutating func `with as many open as are kept, a further one is only counted`() {
        for number in 0..<TaskNodes.maximum { _ = self.open("\(number)", at: number) }
        let further = self.table.open("further", in: 0, location: Self.location, isEscaped: false, at: Self.instant(99))
        #expect(further == nil)
        #expect(self.table.nodes.omitted == 1)
        #expect(self.table.nodes.listed.count == TaskNodes.maximum)
    }

    private mutating func open(_ name: String, in parent: UInt32 = 0, at now: Int) -> UInt32 {
        let id = self.table.open(name, in: parent, location: Self.location, isEscaped: false, at: Self.instant(now))
        return id ?? 0
    }

    private static let location = TaskDescription.SourceLocation(fileID: "Tests/Nodes.swift", line: 1)

    private static func instant(_ number: Int) -> TaskInstant {
        TaskInstant(nanoseconds: Int64(number))
    }
}
