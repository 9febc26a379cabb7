import BackgroundWorkTestKit
import Testing

@testable import BackgroundWork

/// The loan of a child's task to a canceller: whatever comes first, the task is used only while it lives, and nobody waits for ever.
@Suite(.timeLimit(.minutes(2)))
struct CancellationLeaseTests {
    @Test func `a child that was cancelled before it could begin does not`() async {
        let lease = CancellationLease()
        lease.deliver()
        unsafe withUnsafeCurrentTask { task in
            #expect(unsafe !lease.open(task))
        }
    }

    @Test func `an open lease cancels its own task and no other`() async {
        await withTaskGroup(of: Bool.self) { group in
            let lease = CancellationLease()
            group.addTask {
                await unsafe withUnsafeCurrentTask { task in
                    #expect(unsafe lease.open(task))
                    lease.deliver()
                    await lease.close()
                    return Task.isCancelled
                }
            }
            #expect(await group.next() == true)
            group.addTask { Task.isCancelled }
            #expect(await group.next() == false)
        }
        #expect(!Task.isCancelled)
    }

    @Test func `a closed lease cancels nothing`() async {
        let lease = CancellationLease()
        let wasCancelled = await unsafe withUnsafeCurrentTask { task in
            _ = unsafe lease.open(task)
            await lease.close()
            lease.deliver()
            return Task.isCancelled
        }
        #expect(!wasCancelled)
    }

    @Test func `cancelling and ending at the same moment, over and over`() async {
        for _ in 0..<2_000 {
            let lease = CancellationLease()
            async let child: Void = unsafe withUnsafeCurrentTask { task in
                guard unsafe lease.open(task) else { return }
                await lease.close()
            }
            async let delivered: Void = lease.deliver()
            async let again: Void = lease.deliver()
            _ = await (child, delivered, again)
        }
    }
}
