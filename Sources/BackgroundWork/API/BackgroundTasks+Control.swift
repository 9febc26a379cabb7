public import BackgroundWorkEvents

extension BackgroundTasks: TaskControl {
    public func perform(_ command: TaskCommand, by requester: Requester) {
        self.runner.perform(command, by: requester)
    }
}
