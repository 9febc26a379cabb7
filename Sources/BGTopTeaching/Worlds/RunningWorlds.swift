/// Two processes that were started to be compared. Used on one thread.
public protocol RunningWorlds: AnyObject {
    /// What has been heard of them since the last time, that of each in order. Never blocks.
    func news() -> [(World.Kind, WorldNews)]

    /// Asks both to end, by the same signal.
    func askToEnd()

    /// Ends both, whatever they do, and returns when they are gone. To be called in any case; further calls do nothing.
    func end()
}
