public import BackgroundWorkEvents

extension Requester {
    /// Who ends a run, by shutting down what is left of it. That is no part of what the code did: a timeline ends where it begins.
    public static let lesson = Requester("the lesson")
}
