extension BackgroundTasks {
    /// What ``run()`` begins with, for ``rehearse(_:)``. Called instead of it, never beside it.
    package func beginRehearsal() {
        self.runner.update { _ = $0.begin(at: $1, &$2) }
    }

    /// Takes an empty task through everything that the library does for it but running it: it is accepted, given its place, ended, and
    /// told. Synchronous and on the calling thread, so that its instructions can be counted.
    @inline(never)
    package func rehearse(_ name: String) {
        guard let record = try? self.addUnlessFull(name, operation: {})?.record else {
            preconditionFailure("there is no room for a rehearsal")
        }
        _ = self.runner.update { machine, _, _ in
            if case .start(let records) = machine.nextIntake() { records.count } else { 0 }
        }
        _ = record.result.takeOperation()
        let isSpent = record.result.isEmpty
        let ending = RunnerStateMachine.Ending(failure: nil, wasCalled: true, wasCancelled: false, isSpent: isSpent)
        self.runner.update { $0.finish(record, ending, at: $1, &$2) }
        record.result.settle()
    }
}
