extension BackgroundTasksError {
    /// There is no room. For a handler to throw that got nil from `addUnlessFull` and has no other answer.
    public static let full = Self(.full, "There is no room for another background task at this moment.")

    /// How long whoever asked should wait before asking again, in whole seconds; nil if the error is no refusal. A server answers a
    /// refusal with 503 and this as `Retry-After`, or with what its protocol has for that.
    public var retryAfter: Duration? {
        switch self.code {
        // There will be room soon.
        case .full: .seconds(1)
        // There will be another server.
        case .shuttingDown, .discarded: .seconds(5)
        case .alreadyRunning, .cancelled, .timedOut: nil
        }
    }
}
