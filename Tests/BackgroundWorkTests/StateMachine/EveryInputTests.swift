import BackgroundWorkEvents
import Testing

@testable import BackgroundWork

/// Every input in every state that it can come in, as one table.
@Suite(.timeLimit(.minutes(30)))
struct EveryInputTests {
    /// States of a machine that runs one task and queues one.
    enum State: String, CaseIterable {
        /// `run()` has not been called, nothing is queued, or as much as may be.
        case idle, idleFull
        /// It runs, and there is room; nothing is free; and a caller waits besides.
        case open, full, crowded
        case held
        /// A shutdown, with a task still running.
        case draining, cancelling
        /// The group has returned, or `run()` never came.
        case stopped, discarded

        func machine() -> MachineUnderTest {
            let machine = MachineUnderTest(begins: ![.idle, .idleFull, .discarded].contains(self))
            switch self {
            case .idle, .open: break
            case .idleFull: _ = machine.accepted()
            case .full: machine.fill()
            case .crowded:
                machine.fill()
                machine.add(machine.task())
            case .held: machine.hold()
            case .draining, .cancelling, .stopped:
                let running = machine.accepted()
                machine.fetch()
                machine.drain()
                if self == .draining { break }
                machine.force()
                if self == .cancelling { break }
                machine.finish(running, .throwsCancelled)
                machine.stop()
            case .discarded: machine.discardUnstarted()
            }
            return machine
        }
    }

    static let inputs: [String: @Sendable (MachineUnderTest) -> String] = [
        "begin": { "\($0.begin())" },
        "add": { "\($0.add($0.task()))" },
        "addUnlessFull": { "\($0.addUnlessFull($0.task()))" },
        "hold": { "\($0.hold())" },
        "resume": { "\($0.hold(false))" },
        "drain": { "\($0.drain())" },
        "force": { "\($0.force())" },
        "nextIntake": { "\($0.fetch())" },
        "abandon": { $0.abandon() == nil ? "nil" : "report" },
        "20 s pass": {
            $0.advance(by: .seconds(20))
            return "\($0.machine.drainStatus.phase)"
        },
        "discardUnstarted": {
            $0.discardUnstarted()
            return "\($0.machine.drainStatus.phase)"
        },
    ]

    static let table = """
        input            | idle      | idleFull  | open      | full      | crowded   | held      | draining     | cancelling   | stopped      | discarded
        begin            | true      | true      | false     | false     | false     | false     | false        | false        | false        | false
        add              | accepted  | waiting   | accepted  | waiting   | waiting   | waiting   | shuttingDown | shuttingDown | shuttingDown | shuttingDown
        addUnlessFull    | accepted  | full      | accepted  | full      | full      | held      | shuttingDown | shuttingDown | shuttingDown | shuttingDown
        hold             | true      | true      | true      | true      | true      | false     | true         | true         | true         | true
        resume           | false     | false     | false     | false     | false     | true      | false        | false        | false        | false
        drain            | true      | true      | true      | true      | true      | true      | false        | false        | false        | false
        force            | true      | true      | true      | true      | true      | true      | true         | false        | false        | false
        nextIntake       | wait      | wait      | wait      | wait      | wait      | wait      | end          | end          | end          | end
        abandon          | nil       | nil       | nil       | nil       | nil       | nil       | nil          | report       | nil          | nil
        20 s pass        | accepting | accepting | accepting | accepting | accepting | accepting | cancelling   | cancelling   | stopped      | stopped
        discardUnstarted | stopped   | stopped   | accepting | accepting | accepting | accepting | draining     | cancelling   | stopped      | stopped
        """

    static let lines = Self.table.split(separator: "\n").map { line in
        line.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
    }

    @Test(arguments: Self.lines.dropFirst())
    func `every state answers every input as the table says`(line: [String]) throws {
        let input = try #require(Self.inputs[line[0]])
        let states = try Self.lines[0].dropFirst().map { try #require(State(rawValue: $0)) }
        try #require(states == State.allCases && line.count == states.count + 1)
        for (state, expected) in zip(states, line.dropFirst()) {
            let machine = state.machine()
            let answer = input(machine)
            let matches = answer == expected || answer.hasSuffix(".\(expected))")
            #expect(matches, "\(line[0]) while \(state): \(answer), not \(expected)")
        }
    }

    @Test func `no input is missing from the table`() {
        #expect(Set(Self.lines.dropFirst().map { $0[0] }) == Set(Self.inputs.keys))
    }
}

extension MachineUnderTest {
    /// Takes all the room that a machine with room for two has.
    fileprivate func fill() {
        _ = self.accepted()
        _ = self.accepted()
        self.fetch()
    }
}
