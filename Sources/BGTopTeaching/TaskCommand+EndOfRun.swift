public import BackgroundWorkEvents

extension TaskCommand {
    /// Asked for when a run's time is over, or when all of it has ended. It does nothing: that it was asked for stands among the events,
    /// in order with all others, whoever asked and whatever phase the tasks are in. A timeline ends there; what is shut down afterwards
    /// is no part of what the code did.
    public static let endOfRun = TaskCommand.host(HostAction.ID(rawValue: "end of the run"))
}
