import BackgroundWorkTestKit
import Testing

@testable import BackgroundWork

/// The loan of a child's task to a canceller: whatever comes first, the task is used only while it lives, and nobody waits for ever.
@Suite(.timeLimit(.minutes(30)))
struct CancellationLeaseTests {
    @Test func `a child that was cancelled before it could begin does not`() async {
        let lent = Lent()
        lent.lease.deliver()
        let mayBegin = lent.lease.openForCurrentTask()
        #expect(!mayBegin)
    }

    @Test func `an open lease cancels its own task and no other`() async {
        await withTaskGroup(of: Bool.self) { group in
            let lent = Lent()
            group.addTask {
                let mayBegin = lent.lease.openForCurrentTask()
                #expect(mayBegin)
                lent.lease.deliver()
                if !lent.lease.closeUnlessLeased() { await lent.lease.waitUntilReturned() }
                return Task.isCancelled
            }
            #expect(await group.next() == true)
            group.addTask { Task.isCancelled }
            #expect(await group.next() == false)
        }
        #expect(!Task.isCancelled)
    }

    @Test func `a closed lease cancels nothing`() async {
        let lent = Lent()
        let mayBegin = lent.lease.openForCurrentTask()
        #expect(mayBegin)
        if !lent.lease.closeUnlessLeased() { await lent.lease.waitUntilReturned() }
        lent.lease.deliver()
        #expect(!Task.isCancelled)
    }

    @Test func `cancelling and ending at the same moment, over and over`() async {
        for _ in 0..<2_000 {
            let lent = Lent()
            async let child: Void = {
                guard lent.lease.openForCurrentTask() else { return }
                if !lent.lease.closeUnlessLeased() { await lent.lease.waitUntilReturned() }
            }()
            async let delivered: Void = lent.lease.deliver()
            async let again: Void = lent.lease.deliver()
            _ = await (child, delivered, again)
        }
    }

    /// What a record is to its lease.
    private final class Lent: Sendable {
        let lease = CancellationLease()
    }
}
