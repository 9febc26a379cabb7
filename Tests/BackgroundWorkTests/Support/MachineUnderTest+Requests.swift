import BackgroundWorkEvents

@testable import BackgroundWork

/// What is asked of a machine under test, apart from submitting and ending tasks.
extension MachineUnderTest {
    @discardableResult
    func begin() -> Bool { self.input { $0.begin(at: $1, &$2) } }

    func cancelWaiting(_ record: Record) { self.input { $0.cancelWaiting(record, at: $1, &$2) } }

    @discardableResult
    func hold(_ isHeld: Bool = true) -> Bool { self.input { $0.setIntakeHeld(isHeld, at: $1, &$2) } }

    func setMaximumRunning(_ maximum: Int) { self.input { $0.setMaximumRunning(maximum, at: $1, &$2) } }

    @discardableResult
    func cancel(_ record: Record, _ cause: CancellationRequest.Cause = .handle) -> Bool {
        self.input { $0.requestCancel(record, cause, at: $1, &$2) }
    }

    @discardableResult
    func drain(by requester: Requester = Requester("test")) -> Bool {
        self.input { $0.drain(by: requester, at: $1, &$2) }
    }

    @discardableResult
    func force(by requester: Requester = Requester("test"), _ cause: CancellationRequest.Cause = .drain) -> Bool {
        self.input { $0.force(by: requester, cause, at: $1, &$2) }
    }

    func discardUnstarted() { self.input { $0.discardUnstarted(at: $1, &$2) } }

    func abandon() -> DrainReport? { self.input { $0.abandon(at: $1, &$2) } }

    func setTimeout(_ timer: any ScheduledAction, of record: Record) -> Bool {
        self.input { machine, _, _ in machine.setTimeout(timer, of: record) }
    }

    @discardableResult
    func noteWait(of waiting: Record, for target: Record) -> Bool {
        self.input { $0.noteWait(of: waiting, for: target, at: $1, &$2) }
    }
}
