public import BackgroundWorkEvents

extension BackgroundTasks: TaskControl {
    public func perform(_ command: TaskCommand, by requester: Requester) {
        self.runner.perform(command, by: requester)
    }
}

extension BackgroundTasks {
    /// Begins a drain as a graceful shutdown of the service group does, and asks no host. For tests, where there is no application.
    package func drain(by requester: Requester) {
        self.runner.drainItself(by: requester)
    }
}
