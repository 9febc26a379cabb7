import BackgroundWorkEvents

/// What there is to act on where a recording is played: nothing, which the dashboard says before anybody comes to ask.
struct Past: TaskControl {
    func perform(_ command: TaskCommand, by requester: Requester) {}
}
