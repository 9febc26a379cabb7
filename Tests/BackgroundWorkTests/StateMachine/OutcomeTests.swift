import BackgroundWorkEvents
import Testing

@testable import BackgroundWork

/// How a task ended follows from two things alone: how its operation came to its end, and who was the first to ask it to stop.
@Suite(.timeLimit(.minutes(30)))
struct OutcomeTests {
    static let causes: [CancellationRequest.Cause] = [
        .person(Requester("somebody")), .handle, .drain, .parent, .timeout(.seconds(1)),
    ]

    @Test(arguments: Self.causes)
    func `what returns a value succeeded, however late`(cause: CancellationRequest.Cause) throws {
        let machine = MachineUnderTest()
        let record = machine.accepted()
        machine.cancel(record, cause)
        machine.finish(record, .returnsCancelled)
        let end = try #require(machine.end(of: record))
        #expect(end.outcome == .succeeded)
        #expect(end.isAfterCancellation)
        #expect(end.cancellation?.cause == cause)
        #expect(end.errorText == nil)
    }

    @Test(arguments: Self.causes, [MachineUnderTest.End.throwsError, .throwsCancelled])
    func `what throws after a request ended as the request says`(
        cause: CancellationRequest.Cause,
        end: MachineUnderTest.End
    ) throws {
        let machine = MachineUnderTest()
        let record = machine.accepted()
        machine.cancel(record, cause)
        machine.finish(record, end)
        let ended = try #require(machine.end(of: record))
        #expect(ended.outcome == (cause == .timeout(.seconds(1)) ? .timedOut : .cancelled))
        #expect(ended.errorText == "it threw")
        #expect(!ended.isAfterCancellation)
        #expect(record.settlement.cause == cause)
        let isTimeout = cause == .timeout(.seconds(1))
        #expect(machine.logs.count == (isTimeout ? 1 : 0), "who was asked to stop and did is no line in the log")
    }

    @Test func `what throws without a request failed, a CancellationError included, and is logged once`() throws {
        let machine = MachineUnderTest()
        let record = machine.accepted()
        machine.finish(record, .throwsError)
        let end = try #require(machine.end(of: record))
        #expect(end.outcome == .failed)
        #expect(end.cancellation == nil)
        #expect(end.errorText == "it threw")
        #expect(record.settlement.error is CancellationError)
        try #require(machine.logs.count == 1)
        guard case .failed(let logged, "it threw") = machine.logs[0] else { throw UnexpectedLog() }
        #expect(logged === record)
    }

    @Test(arguments: [MachineUnderTest.End.throwsCancelled, .neverCalled])
    func `what Swift cancelled by itself was cancelled by its parent`(end: MachineUnderTest.End) throws {
        let machine = MachineUnderTest()
        let record = machine.accepted()
        machine.finish(record, end)
        let ended = try #require(machine.end(of: record))
        #expect(ended.outcome == .cancelled)
        #expect(ended.cancellation?.cause == .parent)
        let requests = machine.events.compactMap { event in
            if case .cancelRequested(let id, _, let request) = event.kind { (id, request.cause) } else { nil }
        }
        #expect(requests.map(\.0) == [record.id])
        #expect(requests.map(\.1) == [.parent], "watchers hear of every request, and of its cause")
    }

    @Test func `what returns a value although Swift cancelled it succeeded, and nobody is said to have asked`() throws {
        let machine = MachineUnderTest()
        let record = machine.accepted()
        machine.finish(record, .returnsCancelled)
        let end = try #require(machine.end(of: record))
        #expect(end.outcome == .succeeded)
        #expect(!end.isAfterCancellation)
    }

    @Test func `what is asked to stop between its place and its first step is never called`() throws {
        let machine = MachineUnderTest()
        let record = machine.accepted()
        machine.cancel(record, .handle)
        machine.finish(record, .neverCalled)
        let end = try #require(machine.end(of: record))
        #expect(end.outcome == .cancelled)
        #expect(end.errorText == nil)
    }

    @Test func `what is asked to stop in the queue ends at once and gives up its room`() throws {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 1)
        _ = machine.accepted()
        let record = machine.accepted()
        #expect(machine.cancel(record, .handle))
        let end = try #require(machine.end(of: record))
        #expect(end.outcome == .cancelled)
        #expect(end.startedAt == nil)
        #expect(machine.delivered.isEmpty, "there is nothing to cancel in what never started")
        #expect(machine.addUnlessFull(machine.task()) == .accepted)
    }

    @Test func `the first cause wins`() throws {
        let machine = MachineUnderTest(maximumRunning: 2)
        let first = machine.accepted(timeout: .seconds(1))
        let second = machine.accepted(timeout: .seconds(1))
        #expect(machine.cancel(first, .person(Requester("somebody"))))
        #expect(!machine.cancel(first, .handle))
        machine.advance(by: .seconds(1))
        #expect(!machine.cancel(second, .handle))
        machine.force()
        #expect(machine.delivered == [first.id, second.id], "each is cancelled once")
        machine.finish(first, .throwsCancelled)
        machine.finish(second, .throwsCancelled)
        #expect(machine.end(of: first)?.cancellation?.cause == .person(Requester("somebody")))
        #expect(machine.end(of: second)?.cancellation?.cause == .timeout(.seconds(1)))
        #expect(machine.states(of: [first, second]) == ["cancelled", "timedOut"])
    }

    @Test func `a timeout counts from the start, not from the submission`() {
        let machine = MachineUnderTest(maximumRunning: 1, maximumQueued: 1)
        let running = machine.accepted()
        let record = machine.accepted(timeout: .seconds(5))
        machine.advance(by: .seconds(60))
        machine.finish(running)
        machine.advance(by: .milliseconds(4_999))
        #expect(machine.state(of: record) == "running")
        machine.advance(by: .milliseconds(1))
        #expect(machine.state(of: record) == "cancelling")
        machine.finish(record, .throwsCancelled)
        #expect(machine.state(of: record) == "timedOut")
    }

    @Test func `a timeout that falls due after the end changes nothing`() {
        let machine = MachineUnderTest()
        let record = machine.accepted(timeout: .seconds(5))
        machine.finish(record)
        machine.advance(by: .seconds(10))
        #expect(machine.state(of: record) == "succeeded")
    }

    @Test func `an ended task cannot be asked to stop`() {
        let machine = MachineUnderTest()
        let record = machine.accepted()
        machine.finish(record)
        #expect(!machine.cancel(record))
        #expect(!machine.cancel(machine.task("never submitted")))
        #expect(machine.delivered.isEmpty)
    }

    @Test func `the timer of a task that has ended is not kept`() {
        let machine = MachineUnderTest()
        let record = machine.accepted(timeout: .seconds(5))
        let timer = Timer()
        #expect(machine.setTimeout(timer, of: record))
        machine.finish(record)
        #expect(machine.lapsed.map(ObjectIdentifier.init) == [ObjectIdentifier(timer)])
        #expect(!machine.setTimeout(Timer(), of: record))
    }

    private final class Timer: ScheduledAction {
        func cancel() {}
    }

    private struct UnexpectedLog: Error {}
}
